package io.targetnode.app;

import io.targetnode.api.body.AbortConnection;
import io.targetnode.api.problem.ProblemReportValve;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.filter.RequestContextFilter;

/** Makes Tomcat's own errors problems, too, has it close what would hold it up, and leaves out a filter that nobody needs. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    private static final int READ_BYTES = 128 << 10;
    private static final int WRITE_BYTES = 64 << 10;

    /** Tomcat's own limit. */
    private static final int MOST_CONNECTIONS = 8192;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports() {
        return factory -> factory.addContextCustomizers(context ->
                ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemReportValve.class.getName()));
    }

    /** What is read and written with one call of the system. Every open connection has one of each, idle ones too. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> socketBuffers() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            connector.setProperty("socket.appReadBufSize", String.valueOf(READ_BYTES));
            connector.setProperty("socket.appWriteBufSize", String.valueOf(WRITE_BYTES));
        });
    }

    /** So many that their buffers take a quarter of the heap at most; more wait to be accepted. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connections(Environment settings) {
        return factory -> factory.addConnectorCustomizers(connector -> {
            if (!settings.containsProperty("server.tomcat.max-connections")) {
                connector.setProperty(
                        "maxConnections",
                        String.valueOf(connections(Runtime.getRuntime().maxMemory())));
            }
        });
    }

    static int connections(long heap) {
        return (int) Math.min(MOST_CONNECTIONS, heap / 4 / (READ_BYTES + WRITE_BYTES));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> hardClose() {
        return factory -> factory.addContextValves(new AbortConnection());
    }

    /** Spring's servlet sets the same context itself, and nothing else asks for it. */
    @Bean
    FilterRegistrationBean<RequestContextFilter> noRequestContextFilter() {
        FilterRegistrationBean<RequestContextFilter> registration =
                new FilterRegistrationBean<>(new RequestContextFilter());
        registration.setEnabled(false);
        return registration;
    }
}

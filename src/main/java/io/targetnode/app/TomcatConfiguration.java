package io.targetnode.app;

import io.targetnode.api.events.HardClose;
import io.targetnode.api.problem.ProblemReportValve;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.RequestContextFilter;

/** Makes Tomcat's own errors problems, too, has it close what would hold it up, and leaves out a filter that nobody needs. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    private static final String SOCKET_BUFFER_BYTES = String.valueOf(32 << 10);

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports() {
        return factory -> factory.addContextCustomizers(context ->
                ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemReportValve.class.getName()));
    }

    /** What is read and written with one call of the system. Every open connection has one of each, idle ones too. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> socketBuffers() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            connector.setProperty("socket.appReadBufSize", SOCKET_BUFFER_BYTES);
            connector.setProperty("socket.appWriteBufSize", SOCKET_BUFFER_BYTES);
        });
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> hardClose() {
        return factory -> factory.addContextValves(new HardClose());
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

package io.targetnode.app;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.ObservationRegistry;
import io.targetnode.api.body.ConnectorResponse;
import io.targetnode.api.lookup.BatchStreams;
import io.targetnode.api.problem.ProblemReportValve;
import io.targetnode.app.access.CredentialRemoval;
import jakarta.servlet.DispatcherType;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.ContinueResponseTiming;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.http.server.observation.DefaultServerRequestObservationConvention;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.filter.RequestContextFilter;
import org.springframework.web.filter.ServerHttpObservationFilter;

/** Settings of Tomcat that Spring Boot has no property for. */
@Configuration(proxyBeanMethods = false)
class TomcatConfiguration {

    /** Bytes of one read from a socket. */
    private static final int READ_BYTES = 128 << 10;

    /** Bytes of one write to a socket. Tomcat writes a block of batch answers without a copy if it fits. */
    private static final int WRITE_BYTES = BatchStreams.BLOCK_BYTES;

    /**
     * Bytes that the kernel buffers for each direction of a connection. It would otherwise buffer up to several MB for a client that
     * reads nothing, and this memory counts against the limit of a container.
     */
    private static final int KERNEL_BYTES = 256 << 10;

    /** Tomcat's default. */
    private static final int MAX_CONNECTIONS = 8192;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports() {
        return factory -> factory.addContextCustomizers(context ->
                ((StandardHost) context.getParent()).setErrorReportValveClass(ProblemReportValve.class.getName()));
    }

    /** A client that waits for {@code 100 Continue} receives it when its body is read, and so not before its credential is checked. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> continueOnRead() {
        return factory -> factory.addConnectorCustomizers(connector -> connector.setProperty(
                "continueResponseTiming", ContinueResponseTiming.ON_REQUEST_BODY_READ.toString()));
    }

    /** Sets the sizes of the buffers for one read and one write, which each open connection has even while it is idle, and of the kernel's. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> socketBuffers() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            connector.setProperty("socket.appReadBufSize", String.valueOf(READ_BYTES));
            connector.setProperty("socket.appWriteBufSize", String.valueOf(WRITE_BYTES));
            connector.setProperty("socket.rxBufSize", String.valueOf(KERNEL_BYTES));
            connector.setProperty("socket.txBufSize", String.valueOf(KERNEL_BYTES));
        });
    }

    /** Limits the threads and connections that slow clients occupy. On a JDK without virtual threads, each connection may have a thread. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowClients(Environment settings) {
        return factory -> {
            factory.setProtocol(GuardedProtocol.class.getName());
            factory.addContextValves(new RequestProgress());
            if (!settings.containsProperty("server.tomcat.threads.max")) {
                factory.addConnectorCustomizers(connector -> connector.setProperty(
                        "maxThreads", connector.getProperty("maxConnections").toString()));
            }
        };
    }

    /** Limits connections so that their buffers take at most a quarter of the heap. Further connections wait to be accepted. */
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

    static int connections(long heapBytes) {
        return (int) Math.min(MAX_CONNECTIONS, heapBytes / 4 / (READ_BYTES + WRITE_BYTES));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectorResponse() {
        return factory -> factory.addContextValves(new ConnectorResponse());
    }

    /** Disables a filter: the dispatcher sets the same context, and nothing outside the dispatcher needs it. */
    @Bean
    FilterRegistrationBean<RequestContextFilter> noRequestContextFilter() {
        FilterRegistrationBean<RequestContextFilter> registration =
                new FilterRegistrationBean<>(new RequestContextFilter());
        registration.setEnabled(false);
        return registration;
    }

    /**
     * Replaces Spring Boot's registration of the same filter, which runs before all other filters. An observation costs a tenth of a
     * look-up, and the fast path records its own requests in the same timers.
     */
    @Bean
    FilterRegistrationBean<ServerHttpObservationFilter> observationAfterTheFastPath(
            ObservationRegistry observations, CredentialRemoval credentials) {
        FilterRegistrationBean<ServerHttpObservationFilter> registration = new FilterRegistrationBean<>(
                new ServerHttpObservationFilter(observations, new ObservedRequest(credentials)));
        registration.setOrder(KeptOpenFilter.ORDER + 1);
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        return registration;
    }

    /** Traces have the path of a request. */
    private static final class ObservedRequest extends DefaultServerRequestObservationConvention {

        private final CredentialRemoval credentials;

        ObservedRequest(CredentialRemoval credentials) {
            this.credentials = credentials;
        }

        @Override
        protected KeyValue httpUrl(ServerRequestObservationContext request) {
            KeyValue path = super.httpUrl(request);
            return KeyValue.of(path.getKey(), credentials.from(path.getValue()));
        }
    }
}

package io.targetnode.app.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.coyote.AbstractProtocol;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The open connections of the connector. */
@Component
class ConnectionMeters {

    private final MeterRegistry registry;

    ConnectionMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @EventListener
    void bind(ServletWebServerInitializedEvent event) {
        boolean isManagement = event.getApplicationContext().getServerNamespace() != null;
        if (!isManagement
                && event.getWebServer() instanceof TomcatWebServer server
                && server.getTomcat().getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol) {
            Gauge.builder("targetnode.connections.open", protocol, AbstractProtocol::getConnectionCount)
                    .description("Open connections")
                    .register(registry);
            Gauge.builder("targetnode.connections.max", protocol, AbstractProtocol::getMaxConnections)
                    .description("Limit of open connections")
                    .register(registry);
        }
    }
}

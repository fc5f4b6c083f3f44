package io.targetnode.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.catalina.connector.Connector;
import org.junit.jupiter.api.Test;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.core.env.Environment;
import org.springframework.mock.env.MockEnvironment;

class ConnectionsTest {

    @Test
    void connectionBuffersTakeAtMostAQuarterOfTheHeap() {
        assertThat(TomcatConfiguration.connections(256L << 20)).isEqualTo(341);
        assertThat(TomcatConfiguration.connections(64L << 30)).isEqualTo(8192);
    }

    @Test
    void aConfiguredNumberOfConnectionsIsUsed() {
        assertThat(limit(new MockEnvironment().withProperty("server.tomcat.max-connections", "77")))
                .isEqualTo(77);
        assertThat(limit(new MockEnvironment()))
                .isEqualTo(TomcatConfiguration.connections(Runtime.getRuntime().maxMemory()));
    }

    /** The limit after Spring Boot has applied the settings. */
    private static int limit(Environment settings) {
        Connector connector = new Connector();
        connector.setProperty("maxConnections", settings.getProperty("server.tomcat.max-connections", "8192"));
        TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory();
        new TomcatConfiguration().connections(settings).customize(factory);
        factory.getConnectorCustomizers().forEach(customizer -> customizer.customize(connector));
        return (int) connector.getProperty("maxConnections");
    }
}

package io.targetnode.app;

import java.io.CharArrayWriter;
import org.apache.catalina.valves.AbstractAccessLogValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Logs each request with its client, status, length and microseconds, if {@code targetnode.access-log} is true. The lines go to the
 * service's own log, and so have its format: Tomcat's own valve needs a file.
 */
@Component
@ConditionalOnProperty(name = "targetnode.access-log", havingValue = "true")
final class AccessLog extends AbstractAccessLogValve
        implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final Logger LOG = LoggerFactory.getLogger("access");

    /** The request line as it was sent, with its percent signs. */
    private static final String PATTERN = "%a \"%r\" %s %B %{us}T";

    AccessLog() {
        setPattern(PATTERN);
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(this);
    }

    @Override
    protected void log(CharArrayWriter message) {
        LOG.info("{}", message);
    }
}

package io.targetnode.app;

import io.targetnode.app.access.CredentialRemoval;
import java.io.CharArrayWriter;
import java.util.function.Supplier;
import org.apache.catalina.valves.AbstractAccessLogValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * Logs each request with its client, status, length and microseconds, if {@code targetnode.access-log} is true. The lines go to the
 * service's own log, and so have its format: Tomcat's own valve needs a file.
 */
@Component
@ConditionalOnProperty(name = "targetnode.access-log", havingValue = "true")
final class AccessLog extends AbstractAccessLogValve
        implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private static final Logger LOG = LoggerFactory.getLogger("access");

    /** The request line as it was sent, with its percent signs, but without credentials. */
    private static final String PATTERN = "%a \"%r\" %s %B %{us}T";

    private final Supplier<CredentialRemoval> credentials;

    /** @param credentials is asked with the first line: this valve is created before the credentials */
    AccessLog(ObjectProvider<CredentialRemoval> credentials) {
        this.credentials = SingletonSupplier.of(credentials::getObject);
        setPattern(PATTERN);
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addEngineValves(this);
    }

    @Override
    protected void log(CharArrayWriter message) {
        LOG.info("{}", credentials.get().from(message.toString()));
    }
}

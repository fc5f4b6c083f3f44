package io.targetnode.app.access;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementServerProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;

/** Whom the service answers. */
enum AccessMode {
    /** Everybody who reaches it. */
    OPEN,
    /** Nobody, except health: it can be reached from elsewhere, and its operator has not decided yet. */
    CLOSED,
    /** Callers with a credential. */
    CREDENTIALS;

    private static final Logger LOG = LoggerFactory.getLogger(AccessMode.class);

    private static final String SETTINGS = "TARGETNODE_API_KEYS or TARGETNODE_API_KEYS_FILE sets API keys, "
            + "SPRING_SECURITY_OAUTH2_RESOURCESERVER_JWT_ISSUER_URI an OAuth2 issuer";

    /** Decides the mode, and logs it in one line. */
    static AccessMode of(
            AccessProperties properties,
            Credentials credentials,
            ServerProperties server,
            ManagementServerProperties management) {
        boolean isOpen = properties.access() == AccessProperties.Access.OPEN;
        boolean isLocal = isLoopback(server.getAddress())
                && (management.getAddress() == null || isLoopback(management.getAddress()));
        if (credentials.isConfigured()) {
            LOG.info(
                    "Access: every call but health needs a credential{}; {}",
                    isOpen ? ", so TARGETNODE_ACCESS=open has no effect" : "",
                    credentials.summary());
            return CREDENTIALS;
        }
        if (isOpen || isLocal) {
            LOG.info(
                    "Access: every call is answered, because {}. {}",
                    isOpen ? "TARGETNODE_ACCESS=open" : "SERVER_ADDRESS is loopback",
                    SETTINGS);
            return OPEN;
        }
        LOG.warn(
                "Access: every call but health is refused (401), because SERVER_ADDRESS is not loopback. {}; "
                        + "TARGETNODE_ACCESS=open lets everybody read and write",
                SETTINGS);
        return CLOSED;
    }

    /** What a request without a credential is told. */
    String missing() {
        return this == CLOSED
                ? "The service answers no calls yet: its operator has to set TARGETNODE_API_KEYS, an OAuth2 issuer, or "
                        + "TARGETNODE_ACCESS=open."
                : "The call needs an API key or a token in the header Authorization: Bearer.";
    }

    private static boolean isLoopback(@Nullable InetAddress address) {
        return address != null && address.isLoopbackAddress();
    }
}

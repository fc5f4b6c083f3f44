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
        String exposed = isLoopback(server.getAddress()) ? "MANAGEMENT_SERVER_ADDRESS" : "SERVER_ADDRESS";
        boolean isLocal = isLoopback(server.getAddress())
                && (management.getAddress() == null || isLoopback(management.getAddress()));
        if (credentials.isConfigured()) {
            LOG.info(
                    "Access: every call but health needs a credential{}; {}",
                    isOpen ? ", so TARGETNODE_ACCESS=open has no effect" : "",
                    credentials.summary());
            return CREDENTIALS;
        }
        if (isLocal) {
            LOG.info("Access: every call is answered, because SERVER_ADDRESS is loopback. {}", SETTINGS);
            return OPEN;
        }
        if (isOpen) {
            LOG.warn(
                    "Access: every call of every host that can connect is answered, because of TARGETNODE_ACCESS=open; "
                            + "{} is not loopback. {}",
                    exposed,
                    SETTINGS);
            return OPEN;
        }
        LOG.warn(
                "Access: every call but health is refused (401), because {} is not loopback. {}; "
                        + "TARGETNODE_ACCESS=open lets everybody read and write",
                exposed,
                SETTINGS);
        return CLOSED;
    }

    /** The answer to a wrong credential. */
    String wrong() {
        return this == CLOSED ? missing() : "The credential is unknown, malformed or has expired.";
    }

    /** The answer to a request without a credential. */
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

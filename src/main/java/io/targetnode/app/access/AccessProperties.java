package io.targetnode.app.access;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of access.
 *
 * @param access whether a service without credentials answers everybody
 * @param apiKeys API keys; see {@link ApiKey}
 * @param apiKeysFile file with further API keys; read again when it changes
 * @param credentialRate requests that one credential may send in a second before it is answered 429; 0 for no limit
 * @param accessFailures wrong credentials that one address may send in a minute before it is answered 429; 0 for no limit
 */
@ConfigurationProperties("targetnode")
record AccessProperties(
        @DefaultValue("auto") Access access,
        @DefaultValue("") String apiKeys,
        @Nullable Path apiKeysFile,
        @DefaultValue("0") int credentialRate,
        @DefaultValue("1000") int accessFailures) {

    private static final int MAX_RATE = 1_000_000;

    AccessProperties {
        require(credentialRate >= 0, "targetnode.credential-rate is %d; it must not be negative", credentialRate);
        require(
                credentialRate <= MAX_RATE,
                "targetnode.credential-rate is %d; it must be at most 1000000",
                credentialRate);
        require(accessFailures >= 0, "targetnode.access-failures is %d; it must not be negative", accessFailures);
    }

    private static void require(boolean isValid, String message, int value) {
        if (!isValid) {
            throw new IllegalArgumentException(message.formatted(value));
        }
    }

    /** Who may call a service that has no credentials. */
    enum Access {
        /** Everybody if the service listens on loopback only, else nobody. */
        AUTO,
        /** Everybody. */
        OPEN
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "AccessProperties[access=%s, apiKeysFile=%s]".formatted(access, apiKeysFile);
    }
}

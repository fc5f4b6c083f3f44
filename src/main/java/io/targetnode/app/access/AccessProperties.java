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
 * @param accessFailures wrong credentials that one address may send in a minute before it is answered 429; 0 for no limit
 */
@ConfigurationProperties("targetnode")
record AccessProperties(
        @DefaultValue("auto") Access access,
        @DefaultValue("") String apiKeys,
        @Nullable Path apiKeysFile,
        @DefaultValue("1000") int accessFailures) {

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

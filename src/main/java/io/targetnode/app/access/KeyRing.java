package io.targetnode.app.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** The API keys of the setting and of the file. */
final class KeyRing {

    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private static final String SETTING = "targetnode.api-keys";

    private static final int RELOAD_SECONDS = 2;

    private static final long MAX_FILE_BYTES = 1 << 20;

    private final List<ApiKey> ofSetting;
    private final Optional<Path> file;

    private volatile List<ApiKey> keys;
    /** What the file contained when it was last read, and the fault that was found; used by one thread. */
    private @Nullable TokenHash lastContent;

    private String lastFault = "";

    /** @throws AccessSettingsException if a key is malformed, or the file cannot be read or has no key */
    KeyRing(AccessProperties properties) {
        ofSetting = ApiKey.parse(properties.apiKeys(), SETTING);
        if (ofSetting.isEmpty() && !properties.apiKeys().isBlank()) {
            throw new AccessSettingsException(SETTING + " is set, but has no key");
        }
        file = Optional.ofNullable(properties.apiKeysFile());
        keys = ofSetting;
        file.ifPresent(this::read);
    }

    boolean isConfigured() {
        return file.isPresent() || !ofSetting.isEmpty();
    }

    /** Compares the hash with that of each key, so that the time does not depend on the key that matches. */
    Optional<Caller> find(TokenHash hash) {
        Optional<Caller> found = Optional.empty();
        for (ApiKey key : keys) {
            if (key.hash().equals(hash)) {
                found = Optional.of(key.caller());
            }
        }
        return found;
    }

    /** The fingerprints of the keys. */
    List<String> ids() {
        return keys.stream().map(key -> key.caller().id()).toList();
    }

    /** Reads the file again if its content has changed. The keys stay as they are if the new content has a fault. */
    @Scheduled(initialDelay = RELOAD_SECONDS, fixedDelay = RELOAD_SECONDS, timeUnit = TimeUnit.SECONDS)
    void reload() {
        if (file.isEmpty()) {
            return;
        }
        try {
            if (read(file.get())) {
                LOG.info("Access: {} was read again; the API keys are now {}", file.get(), ids());
            }
            lastFault = "";
        } catch (AccessSettingsException e) {
            if (!e.getMessage().equals(lastFault)) {
                LOG.error("Access: the API keys are unchanged: {}", e.getMessage());
            }
            lastFault = e.getMessage();
        }
    }

    /** Whether the content has changed. */
    private boolean read(Path path) {
        String source = SETTING + "-file " + path;
        String text = content(path, source);
        TokenHash content = TokenHash.of(text);
        if (content.equals(lastContent)) {
            return false;
        }
        List<ApiKey> ofFile = ApiKey.parse(ApiKey.withoutComments(text), source);
        if (ofFile.isEmpty()) {
            throw new AccessSettingsException(source + " has no key");
        }
        if (ofSetting.stream().anyMatch(key -> ofFile.stream().map(ApiKey::hash).anyMatch(key.hash()::equals))) {
            throw new AccessSettingsException(source + " has a key that " + SETTING + " has too");
        }
        keys = Stream.concat(ofSetting.stream(), ofFile.stream()).toList();
        lastContent = content;
        return true;
    }

    private static String content(Path path, String source) {
        try {
            if (Files.size(path) > MAX_FILE_BYTES) {
                throw new AccessSettingsException(source + " is larger than 1 MiB");
            }
            return Files.readString(path);
        } catch (IOException e) {
            throw new AccessSettingsException(
                    source + " cannot be read: " + e.getClass().getSimpleName());
        }
    }
}

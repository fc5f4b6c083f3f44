package io.targetnode.api.backup;

import io.targetnode.topology.DamagedRevisionException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The first line of a backup.
 *
 * @param format always {@value #FORMAT}
 * @param version version of the format
 * @param exportedAt when the export began, ISO 8601
 */
record BackupHeader(
        @Nullable String format,
        @Nullable Integer version,
        @Nullable String exportedAt) {

    static final String FORMAT = "targetnode-export";
    static final int VERSION = 1;

    static BackupHeader of(Instant exportedAt) {
        return new BackupHeader(FORMAT, VERSION, exportedAt.toString());
    }

    /** @throws DamagedRevisionException if the format or its version is not supported */
    void requireKnown() {
        if (!FORMAT.equals(format)) {
            throw new DamagedRevisionException("format", "must be '%s'".formatted(FORMAT));
        }
        if (version == null || version != VERSION) {
            throw new DamagedRevisionException(
                    "version", "must be %d: this service reads no other version".formatted(VERSION));
        }
    }
}

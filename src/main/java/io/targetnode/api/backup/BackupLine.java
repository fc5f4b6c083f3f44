package io.targetnode.api.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.targetnode.topology.ArchiveWalk;
import io.targetnode.topology.ArchivedRevision;
import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.TopologyName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of a backup after the header: a revision with all of its fields, or {@code deleted}, {@code error} or {@code end}.
 *
 * @param name the topology of the revision
 * @param revision 1, 2, 3, …
 * @param uploadedAt when it was first stored, ISO 8601
 * @param digest SHA-256 of the document, lower-case hex
 * @param document the stored upload, a JSON text
 * @param deleted name of the topology of the last revision: it was deleted during the export
 * @param error a revision that the backup lacks, because it is damaged on disk
 * @param end in the last line only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BackupLine(
        @Nullable String name,
        @Nullable Integer revision,
        @Nullable String uploadedAt,
        @Nullable String digest,
        @Nullable String document,
        @Nullable String deleted,
        @Nullable Missing error,
        @Nullable End end) {

    /**
     * The content of the last line.
     *
     * @param revisions number of revisions in the backup
     * @param damaged number of revisions that the backup lacks, because they are damaged on disk; null if there are none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record End(@Nullable Long revisions, @Nullable Long damaged) {}

    /**
     * A revision that the backup lacks.
     *
     * @param name the topology
     * @param revision the number of the revision
     * @param detail what is damaged
     */
    record Missing(
            @Nullable String name,
            @Nullable Integer revision,
            @Nullable String detail) {}

    static BackupLine of(ArchivedRevision revision) {
        return new BackupLine(
                revision.name().text(),
                revision.revision(),
                revision.uploadedAt().toString(),
                revision.digest(),
                revision.document(),
                null,
                null,
                null);
    }

    static BackupLine deleted(TopologyName name) {
        return new BackupLine(null, null, null, null, null, name.text(), null, null);
    }

    static BackupLine of(ArchiveWalk.Damaged missing) {
        Missing error = new Missing(missing.name(), missing.revision(), missing.detail());
        return new BackupLine(null, null, null, null, null, null, error, null);
    }

    static BackupLine end(long revisions, long damaged) {
        End end = new End(revisions, damaged == 0 ? null : damaged);
        return new BackupLine(null, null, null, null, null, null, null, end);
    }

    /** @throws DamagedRevisionException if the line is none of the four, or several of them */
    void requireOneKind() {
        boolean isRevision =
                Stream.of(name, revision, uploadedAt, digest, document).anyMatch(field -> field != null);
        long kinds = Stream.of(isRevision, deleted != null, error != null, end != null)
                .filter(present -> present)
                .count();
        if (kinds != 1) {
            throw new DamagedRevisionException("a line must be a revision, or deleted, or error, or end");
        }
    }

    /** @throws DamagedRevisionException if a field is missing or malformed */
    ArchivedRevision archived() {
        return new ArchivedRevision(
                name("name", name),
                required("revision", revision),
                time(required("uploadedAt", uploadedAt)),
                required("digest", digest),
                required("document", document));
    }

    /** @throws DamagedRevisionException if the text is not a name of a topology */
    static TopologyName name(String field, @Nullable String text) {
        try {
            return new TopologyName(required(field, text));
        } catch (IllegalArgumentException e) {
            throw new DamagedRevisionException(field, TopologyName.RULE);
        }
    }

    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new DamagedRevisionException(field, "is required");
        }
        return value;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new DamagedRevisionException("uploadedAt", "must be an instant like 2026-01-31T23:59:59.123Z");
        }
    }
}

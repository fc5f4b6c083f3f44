package io.targetnode.api.backup;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.targetnode.topology.ArchivedRevision;
import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.TopologyName;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of a backup after the header: a revision with all of its fields, or {@code deleted}, or {@code end}.
 *
 * @param name the topology of the revision
 * @param revision 1, 2, 3, …
 * @param uploadedAt when it was first stored, ISO 8601
 * @param digest SHA-256 of the document, lower-case hex
 * @param document the stored upload, a JSON text
 * @param deleted name of the topology in the previous line: it was deleted during the export
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
        @Nullable End end) {

    /**
     * The content of the last line.
     *
     * @param revisions number of revisions in the backup
     */
    record End(@Nullable Long revisions) {}

    static BackupLine of(ArchivedRevision revision) {
        return new BackupLine(
                revision.name().text(),
                revision.revision(),
                revision.uploadedAt().toString(),
                revision.digest(),
                revision.document(),
                null,
                null);
    }

    static BackupLine deleted(TopologyName name) {
        return new BackupLine(null, null, null, null, null, name.text(), null);
    }

    static BackupLine end(long revisions) {
        return new BackupLine(null, null, null, null, null, null, new End(revisions));
    }

    /** @throws DamagedRevisionException if the line is none of the three, or several of them */
    void requireOneKind() {
        boolean isRevision =
                Stream.of(name, revision, uploadedAt, digest, document).anyMatch(field -> field != null);
        long kinds = Stream.of(isRevision, deleted != null, end != null)
                .filter(present -> present)
                .count();
        if (kinds != 1) {
            throw new DamagedRevisionException("a line must be a revision, or deleted, or end");
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

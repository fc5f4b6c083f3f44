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
 * A line of a backup behind the first one: a revision with all of its fields, or {@code deleted}, or {@code end}.
 *
 * @param name the topology of a revision
 * @param revision 1, 2, 3, …
 * @param uploadedAt when it was stored first, ISO 8601
 * @param digest SHA-256 of the document, lower-case hex
 * @param document the upload as it is stored, a JSON text
 * @param deleted the topology of the line before, which was deleted before all of its revisions were written
 * @param end the last line
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
     * What the last line says.
     *
     * @param revisions how many revisions stand before it
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

    /** @throws DamagedRevisionException if it is several things at once, or nothing */
    void requireOneThing() {
        boolean isRevision =
                Stream.of(name, revision, uploadedAt, digest, document).anyMatch(field -> field != null);
        long things = Stream.of(isRevision, deleted != null, end != null)
                .filter(thing -> thing)
                .count();
        if (things != 1) {
            throw new DamagedRevisionException("a line is a revision, or deleted, or end");
        }
    }

    /** @throws DamagedRevisionException if a field is missing, or cannot be what it stands for */
    ArchivedRevision archived() {
        return new ArchivedRevision(
                name("name", name),
                required("revision", revision),
                time(required("uploadedAt", uploadedAt)),
                required("digest", digest),
                required("document", document));
    }

    /** @throws DamagedRevisionException if it cannot be a name */
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

package io.targetnode.store;

import io.targetnode.kernel.Architecture;
import io.targetnode.topology.ArchivedRevision;
import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.RevisionSummary;
import io.targetnode.topology.Sha256;
import io.targetnode.topology.Topology;
import io.targetnode.topology.TopologyName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The columns of the table {@code revision}. */
final class RevisionRow {

    /** The columns of a summary, from the table {@code r}. */
    static final String SUMMARY =
            "r.name, r.revision, r.uploaded_at, r.digest, r.kernel, r.architecture, r.exact, r.labels";

    /** The columns of a topology, from the table {@code r}. */
    static final String COMPLETE = "r.name, r.revision, r.uploaded_at, r.digest, r.document";

    static final String INSERT = """
            insert into revision
                (name, revision, number, uploaded_at, digest, kernel, architecture, exact, labels, size, document)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    /** Updates a revision where a value differs from that of the same upload. */
    static final String REPAIR = """
            update revision set document = ?, size = ?, kernel = ?, architecture = ?, exact = ?, labels = ?
            where name = ? and revision = ?
                and (document <> ? or coalesce(labels, '') <> ? or coalesce(kernel, '') <> ? or exact <> ?)""";

    private static final JsonMapper JSON = JsonMapper.shared();

    private RevisionRow() {}

    /** The parameters of {@link #INSERT}. */
    static Object[] parameters(RevisionSummary summary, long number, String document) {
        return new Object[] {
            summary.name().text(),
            summary.revision(),
            number,
            summary.uploadedAt().toEpochMilli(),
            summary.digest(),
            summary.kernel().orElse(null),
            column(summary.architecture()).orElse(null),
            summary.exact(),
            JSON.writeValueAsString(summary.labels()),
            document.length(),
            document
        };
    }

    /** The parameters of {@link #REPAIR}. */
    static List<@Nullable Object> repairParameters(RevisionSummary same, String document) {
        String labels = JSON.writeValueAsString(same.labels());
        return Arrays.asList(
                document,
                document.length(),
                same.kernel().orElse(null),
                column(same.architecture()).orElse(null),
                same.exact(),
                labels,
                same.name().text(),
                same.revision(),
                document,
                labels,
                same.kernel().orElse(""),
                same.exact());
    }

    /** The column of an architecture; empty for x86-64. */
    static Optional<String> column(Architecture architecture) {
        return architecture == Architecture.X86_64
                ? Optional.empty()
                : Optional.of(InputsJson.ARCHITECTURES.of(architecture));
    }

    private static Architecture architecture(Optional<String> column) {
        return column.flatMap(InputsJson.ARCHITECTURES::find).orElse(Architecture.X86_64);
    }

    /** @throws DamagedRevisionException if a column has a value that no revision has */
    static RevisionSummary summary(ResultSet row) throws SQLException {
        try {
            Map<String, String> labels = JSON.readValue(text(row, "labels"), new TypeReference<>() {});
            if (labels == null) {
                throw damaged(row, "labels");
            }
            return new RevisionSummary(
                    name(row),
                    row.getInt("revision"),
                    Instant.ofEpochMilli(row.getLong("uploaded_at")),
                    text(row, "digest"),
                    Optional.ofNullable(row.getString("kernel")),
                    architecture(Optional.ofNullable(row.getString("architecture"))),
                    new TreeMap<>(labels),
                    row.getBoolean("exact"));
        } catch (JacksonException e) {
            throw damaged(row, "labels");
        }
    }

    /** What a write needs to know of a damaged current revision: never fails. The column {@code head} is its number. */
    static RevisionSummary key(TopologyName name, ResultSet row) throws SQLException {
        return new RevisionSummary(
                name,
                row.getInt("head"),
                Instant.ofEpochMilli(row.getLong("uploaded_at")),
                String.valueOf(row.getString("digest")),
                Optional.empty(),
                Architecture.X86_64,
                new TreeMap<>(),
                false);
    }

    /** @throws DamagedRevisionException if a column has a value that no revision has, or the document does not match its digest */
    static ArchivedRevision archived(ResultSet row) throws SQLException {
        String document = text(row, "document");
        String digest = text(row, "digest");
        TopologyName name = name(row);
        if (!Sha256.of(document).equals(digest)) {
            throw new DamagedRevisionException(place(row), "the stored document does not match its digest");
        }
        Instant uploadedAt = Instant.ofEpochMilli(row.getLong("uploaded_at"));
        return new ArchivedRevision(name, row.getInt("revision"), uploadedAt, digest, document);
    }

    /** @throws DamagedRevisionException if the current revision, whose number is the column {@code head}, is not stored */
    static void requirePresent(TopologyName name, ResultSet row) throws SQLException {
        if (row.getString("name") == null) {
            throw new DamagedRevisionException(
                    "revision %d of '%s'".formatted(row.getInt("head"), name), "the stored row is missing");
        }
    }

    private static TopologyName name(ResultSet row) throws SQLException {
        try {
            return new TopologyName(text(row, "name"));
        } catch (IllegalArgumentException e) {
            throw damaged(row, "name");
        }
    }

    private static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        if (text == null) {
            throw damaged(row, column);
        }
        return text;
    }

    private static DamagedRevisionException damaged(ResultSet row, String column) throws SQLException {
        return new DamagedRevisionException(place(row), "the stored column %s is damaged".formatted(column));
    }

    /** @throws DamagedRevisionException if the document does not match its digest, or is not readable */
    static Topology topology(ResultSet row) throws SQLException {
        ArchivedRevision stored = archived(row);
        try {
            return UploadDocument.decode(stored);
        } catch (DamagedDocumentException e) {
            throw new DamagedRevisionException(place(row), e.getMessage());
        }
    }

    private static String place(ResultSet row) throws SQLException {
        return "revision %s of '%s'".formatted(row.getString("revision"), row.getString("name"));
    }
}

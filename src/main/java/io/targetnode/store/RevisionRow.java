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
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    /** The column of an architecture; empty for x86-64. */
    static Optional<String> column(Architecture architecture) {
        return architecture == Architecture.X86_64
                ? Optional.empty()
                : Optional.of(InputsJson.ARCHITECTURES.of(architecture));
    }

    private static Architecture architecture(Optional<String> column) {
        return column.flatMap(InputsJson.ARCHITECTURES::find).orElse(Architecture.X86_64);
    }

    static RevisionSummary summary(ResultSet row) throws SQLException {
        Map<String, String> labels = JSON.readValue(row.getString("labels"), new TypeReference<>() {});
        return new RevisionSummary(
                new TopologyName(row.getString("name")),
                row.getInt("revision"),
                Instant.ofEpochMilli(row.getLong("uploaded_at")),
                row.getString("digest"),
                Optional.ofNullable(row.getString("kernel")),
                architecture(Optional.ofNullable(row.getString("architecture"))),
                new TreeMap<>(labels),
                row.getBoolean("exact"));
    }

    /** @throws DamagedRevisionException if the document does not match its digest */
    static ArchivedRevision archived(ResultSet row) throws SQLException {
        String document = row.getString("document");
        String digest = row.getString("digest");
        TopologyName name = new TopologyName(row.getString("name"));
        int revision = row.getInt("revision");
        if (!Sha256.of(document).equals(digest)) {
            throw new DamagedRevisionException(place(name, revision), "the stored document does not match its digest");
        }
        return new ArchivedRevision(name, revision, Instant.ofEpochMilli(row.getLong("uploaded_at")), digest, document);
    }

    /** @throws DamagedRevisionException if the document does not match its digest, or is not readable */
    static Topology topology(ResultSet row) throws SQLException {
        ArchivedRevision stored = archived(row);
        try {
            return UploadDocument.decode(stored);
        } catch (DamagedDocumentException e) {
            throw new DamagedRevisionException(place(stored.name(), stored.revision()), e.getMessage());
        }
    }

    private static String place(TopologyName name, int revision) {
        return "revision %d of '%s'".formatted(revision, name);
    }
}

package io.targetnode.store;

import io.targetnode.store.Database.Done;
import io.targetnode.store.RevisionWriter.NewRevision;
import io.targetnode.topology.Precondition;
import io.targetnode.topology.Retention;
import io.targetnode.topology.RevisionSummary;
import io.targetnode.topology.Topology;
import io.targetnode.topology.TopologyChange;
import io.targetnode.topology.TopologyChange.Kind;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.TopologyStore;
import io.targetnode.topology.Upload;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Topologies as rows; see {@code db/migration}. */
final class SqlTopologyStore implements TopologyStore {

    /** What names may begin with: anything else is not asked for, as PostgreSQL does not take every character. */
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{0,128}");

    private final Database database;
    private final JdbcClient jdbc;
    private final RevisionWriter writer;
    private final Retention retention;
    private final Clock clock;

    SqlTopologyStore(Database database, Retention retention, Clock clock) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.writer = new RevisionWriter(database, retention);
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public Optional<Current> find(TopologyName name) {
        return database.read(() -> jdbc.sql(
                        "select t.created, r.number, " + RevisionRow.WHOLE
                                + " from topology t join revision r on r.name = t.name and r.revision = t.revision where t.name = ?")
                .param(name.text())
                .query((row, i) ->
                        new Current(RevisionRow.topology(row), row.getLong("number"), row.getLong("created")))
                .optional());
    }

    @Override
    public Optional<Topology> find(TopologyName name, int revision) {
        return database.read(
                () -> jdbc.sql("select " + RevisionRow.WHOLE + " from revision r where r.name = ? and r.revision = ?")
                        .params(name.text(), revision)
                        .query((row, i) -> RevisionRow.topology(row))
                        .optional());
    }

    @Override
    public Saved save(TopologyName name, Upload upload, Precondition condition) {
        String document = UploadDocument.encode(upload);
        String digest = UploadDocument.sha256(document);
        return database.write(() -> {
            long number = database.nextNumber();
            Optional<Head> head = head(name);
            condition.require(name, head.map(current -> current.summary().tag()));
            return head.filter(current -> current.summary().digest().equals(digest))
                    .map(current -> Done.nothing(current.unchanged(upload)))
                    .orElseGet(() -> Done.wrote(store(name, upload, document, digest, number, head)));
        });
    }

    @Override
    public Optional<Long> delete(TopologyName name, Precondition condition) {
        return database.write(() -> {
            long number = database.nextNumber();
            Optional<Head> head = head(name);
            if (head.isEmpty()) {
                return Done.nothing(Optional.empty());
            }
            condition.require(name, head.map(current -> current.summary().tag()));
            int last = head.get().summary().revision();
            writer.remove(new TopologyChange(number, Kind.DELETED, name, last, clock.instant()));
            return Done.wrote(Optional.of(number));
        });
    }

    @Override
    public List<RevisionSummary> list(
            Optional<TopologyName> after, String prefix, Map<String, String> labels, int limit) {
        if (!PREFIX.matcher(prefix).matches()) {
            return List.of();
        }
        TopologyListing listing = new TopologyListing(after, prefix, labels, limit);
        return database.read(() -> jdbc.sql(listing.sql())
                .params(listing.parameters())
                .query((row, i) -> RevisionRow.summary(row))
                .list());
    }

    @Override
    public List<RevisionSummary> revisions(TopologyName name, int before, int limit) {
        return database.read(() -> jdbc.sql("select " + RevisionRow.SUMMARY
                        + " from revision r where r.name = ? and r.revision < ? order by r.revision desc limit ?")
                .params(name.text(), before, limit)
                .query((row, i) -> RevisionRow.summary(row))
                .list());
    }

    @Override
    public void sweep() {
        new RetentionSweep(database, retention, clock.instant()).run();
    }

    /** The current revision without its document, and its place in the order of writes. */
    private record Head(RevisionSummary summary, long number, long created) {

        Saved unchanged(Upload upload) {
            Topology topology =
                    new Topology(summary.name(), summary.revision(), summary.uploadedAt(), summary.digest(), upload);
            return new Saved(new Current(topology, number, created), Outcome.UNCHANGED);
        }
    }

    private Optional<Head> head(TopologyName name) {
        return jdbc.sql(
                        "select t.created, r.number, " + RevisionRow.SUMMARY
                                + " from topology t join revision r on r.name = t.name and r.revision = t.revision where t.name = ?")
                .param(name.text())
                .query((row, i) -> new Head(RevisionRow.summary(row), row.getLong("number"), row.getLong("created")))
                .optional();
    }

    private Saved store(
            TopologyName name, Upload upload, String document, String digest, long number, Optional<Head> head) {
        int revision = head.map(current -> current.summary().revision()).orElse(0) + 1;
        long created = head.map(Head::created).orElse(number);
        Instant uploadedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Topology topology = new Topology(name, revision, uploadedAt, digest, upload);
        RevisionSummary summary = RevisionSummary.of(topology);
        Kind kind = head.isEmpty() ? Kind.CREATED : Kind.REPLACED;
        TopologyChange change = new TopologyChange(number, kind, name, revision, uploadedAt);
        writer.insert(List.of(new NewRevision(summary, document, created, change)));
        if (!head.map(current -> current.summary().labels()).equals(Optional.of(summary.labels()))) {
            writer.label(List.of(summary));
        }
        return new Saved(new Current(topology, number, created), head.isEmpty() ? Outcome.CREATED : Outcome.REPLACED);
    }
}

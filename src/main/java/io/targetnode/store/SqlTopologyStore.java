package io.targetnode.store;

import io.targetnode.store.Database.Done;
import io.targetnode.store.RevisionWriter.NewRevision;
import io.targetnode.topology.Current;
import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.Fleet;
import io.targetnode.topology.Precondition;
import io.targetnode.topology.Retention;
import io.targetnode.topology.RevisionSummary;
import io.targetnode.topology.Sha256;
import io.targetnode.topology.StoreFullException;
import io.targetnode.topology.StoredJudgement;
import io.targetnode.topology.Topology;
import io.targetnode.topology.TopologyChange;
import io.targetnode.topology.TopologyChange.Kind;
import io.targetnode.topology.TopologyFilter;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.TopologyStore;
import io.targetnode.topology.Upload;
import io.targetnode.topology.VerifiedRevision;
import io.targetnode.topology.WriteOutcome;
import io.targetnode.topology.Written;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Topologies in the tables of {@code db/migration}. */
final class SqlTopologyStore implements TopologyStore {

    private final Database database;
    private final JdbcClient jdbc;
    private final RevisionWriter writer;
    private final Retention retention;
    private final QuotaCheck quotas;
    private final SqlFleet fleet;
    private final Clock clock;

    /** @param rules the version of current judgements */
    SqlTopologyStore(Database database, Retention retention, QuotaCheck quotas, long rules, Clock clock) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.writer = new RevisionWriter(database, retention, rules);
        this.retention = retention;
        this.quotas = quotas;
        this.fleet = new SqlFleet(database, rules);
        this.clock = clock;
    }

    @Override
    public Optional<Current<Topology>> find(TopologyName name) {
        return database.read(() -> current(name, RevisionRow.COMPLETE, row -> {
            RevisionRow.requirePresent(name, row);
            return RevisionRow.topology(row);
        }));
    }

    @Override
    public Optional<Topology> find(TopologyName name, int revision) {
        return database.read(() -> jdbc.sql(
                        "select " + RevisionRow.COMPLETE + " from revision r where r.name = ? and r.revision = ?")
                .params(name.text(), revision)
                .query((row, i) -> RevisionRow.topology(row))
                .optional());
    }

    @Override
    public Written<Current<Topology>> save(
            TopologyName name, Upload upload, StoredJudgement judgement, Precondition condition) {
        String document = UploadDocument.encode(upload);
        String digest = Sha256.of(document);
        return database.write(() -> {
            long number = database.nextNumber();
            Optional<Current<RevisionSummary>> current = currentKey(name);
            condition.require(name, current.map(known -> known.topology().tag()));
            return current.filter(known -> known.topology().digest().equals(digest))
                    .map(known -> unchanged(known, upload))
                    .map(same -> new Done<>(same, repair(same.current().topology(), document, judgement)))
                    .orElseGet(() -> Done.commit(
                            store(new Content(upload, document, digest, judgement), name, number, current)));
        });
    }

    @Override
    public Optional<Long> delete(TopologyName name, Precondition condition) {
        return database.writeSmaller(() -> {
            long number = database.nextNumber();
            Optional<RevisionSummary> last = currentKey(name).map(Current::topology);
            last.ifPresent(summary -> {
                condition.require(name, Optional.of(summary.tag()));
                writer.remove(new TopologyChange(number, Kind.DELETED, name, summary.revision(), clock.instant()));
            });
            return new Done<>(last.map(summary -> number), last.isPresent());
        });
    }

    @Override
    public List<RevisionSummary> list(Optional<TopologyName> after, TopologyFilter filter, int limit) {
        if (!TopologyListing.isPossiblePrefix(filter.prefix())) {
            return List.of();
        }
        TopologyListing listing = new TopologyListing(after, filter, limit);
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
    public Fleet fleet() {
        return fleet.fleet();
    }

    @Override
    public void sweep() {
        new RetentionSweep(database, retention, clock.instant()).run();
    }

    /** The current revision without its document, for a write. A damaged one has no labels, so that the write can replace it. */
    private Optional<Current<RevisionSummary>> currentKey(TopologyName name) {
        return current(name, RevisionRow.SUMMARY, row -> {
            try {
                RevisionRow.requirePresent(name, row);
                return RevisionRow.summary(row);
            } catch (DamagedRevisionException e) {
                database.noteDamage(e);
                return RevisionRow.key(name, row);
            }
        });
    }

    /** The outer join finds a topology whose current revision is lost. */
    private <T> Optional<Current<T>> current(TopologyName name, String columns, RowReader<T> reader) {
        return jdbc.sql(
                        "select t.created, t.revision as head, r.number, " + columns
                                + " from topology t left join revision r on r.name = t.name and r.revision = t.revision where t.name = ?")
                .param(name.text())
                .query((row, i) -> new Current<>(reader.read(row), row.getLong("number"), row.getLong("created")))
                .optional();
    }

    @FunctionalInterface
    private interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private boolean repair(Topology same, String document, StoredJudgement judgement) {
        return writer.repair(List.of(new VerifiedRevision(RevisionSummary.of(same), document, judgement))) > 0;
    }

    private static Written<Current<Topology>> unchanged(Current<RevisionSummary> current, Upload upload) {
        return new Written<>(
                current.map(known ->
                        new Topology(known.name(), known.revision(), known.uploadedAt(), known.digest(), upload)),
                WriteOutcome.UNCHANGED);
    }

    private static int nextRevision(TopologyName name, Optional<RevisionSummary> last) {
        int revision = last.map(RevisionSummary::revision).orElse(0);
        if (revision >= Topology.MAX_REVISION) {
            throw new StoreFullException(
                    "Revision %d of '%s' is the highest possible one: delete the topology and upload it again."
                            .formatted(revision, name));
        }
        return revision + 1;
    }

    /** An upload and what was computed from it before the transaction. */
    private record Content(Upload upload, String document, String digest, StoredJudgement judgement) {}

    private Written<Current<Topology>> store(
            Content content, TopologyName name, long number, Optional<Current<RevisionSummary>> current) {
        Optional<RevisionSummary> last = current.map(Current::topology);
        long created = current.map(Current::created).orElse(number);
        Instant uploadedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int revision = nextRevision(name, last);
        Topology topology = new Topology(name, revision, uploadedAt, content.digest(), content.upload());
        RevisionSummary summary = RevisionSummary.of(topology);
        Kind kind = last.isEmpty() ? Kind.CREATED : Kind.REPLACED;
        TopologyChange change = new TopologyChange(number, kind, name, revision, uploadedAt);
        VerifiedRevision stored = new VerifiedRevision(summary, content.document(), content.judgement());
        writer.insert(List.of(new NewRevision(stored, created, change)));
        if (!last.map(RevisionSummary::labels).equals(Optional.of(summary.labels()))) {
            writer.label(List.of(summary));
        }
        quotas.require(name, last.isEmpty());
        return new Written<>(
                new Current<>(topology, number, created),
                last.isEmpty() ? WriteOutcome.CREATED : WriteOutcome.REPLACED);
    }
}

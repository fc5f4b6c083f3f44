package io.targetnode.store;

import io.targetnode.topology.Retention;
import io.targetnode.topology.RevisionSummary;
import io.targetnode.topology.TopologyChange;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.VerifiedRevision;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the rows of one or more revisions. The caller has opened the transaction and holds the write lock. */
final class RevisionWriter {

    private final Database database;
    private final JdbcClient jdbc;
    private final Retention retention;
    private final long rules;

    /** @param rules the version of the judgements */
    RevisionWriter(Database database, Retention retention, long rules) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.retention = retention;
        this.rules = rules;
    }

    /**
     * A revision to be stored as the current one.
     *
     * @param revision the revision
     * @param created the number of the write that created the topology
     * @param change the entry in the feed
     */
    record NewRevision(VerifiedRevision revision, long created, TopologyChange change) {

        RevisionSummary summary() {
            return revision.summary();
        }
    }

    /** Stores revisions, those of one name in ascending order, and deletes the oldest ones beyond the retention. */
    void insert(List<NewRevision> revisions) {
        database.batch(
                RevisionRow.INSERT,
                revisions.stream()
                        .map(revision -> RevisionRow.parameters(
                                revision.summary(),
                                revision.change().number(),
                                revision.revision().document()))
                        .toList());
        record(revisions.stream().map(NewRevision::change).toList());
        Collection<NewRevision> current = lastOfEachName(revisions);
        database.batch(
                JudgementRow.UPSERT,
                current.stream()
                        .map(last -> JudgementRow.upsertParameters(last.revision(), last.created(), rules))
                        .toList());
        deleteExpired(current);
    }

    /**
     * Replaces the stored documents, labels, kernels and judgements of revisions where they are damaged.
     *
     * @param same revisions that are stored with the same digests
     * @return the number of revisions that were damaged
     */
    int repair(List<VerifiedRevision> same) {
        int repaired = same.stream().mapToInt(this::repair).sum();
        if (repaired > 0) {
            database.noteRepair();
        }
        return repaired;
    }

    private int repair(VerifiedRevision same) {
        int repaired = jdbc.sql(RevisionRow.REPAIR)
                .params(RevisionRow.repairParameters(same.summary(), same.document()))
                .update();
        int judged = jdbc.sql(JudgementRow.REPAIR)
                .params(JudgementRow.repairParameters(same, rules))
                .update();
        if (judged > 0) {
            JudgementRow.noteChange(database);
        }
        return Math.max(repaired, judged);
    }

    /** Replaces the labels of topologies with those of their current revisions. */
    void label(Collection<RevisionSummary> current) {
        database.batch(
                "delete from label where name = ?",
                current.stream()
                        .map(summary -> new Object[] {summary.name().text()})
                        .toList());
        database.batch(
                "insert into label (name, key, value) values (?, ?, ?)",
                current.stream()
                        .flatMap(summary -> summary.labels().entrySet().stream()
                                .map(label -> new Object[] {summary.name().text(), label.getKey(), label.getValue()}))
                        .toList());
    }

    /** Removes a topology with all its revisions. */
    void remove(TopologyChange deletion) {
        for (String table : List.of("topology", "label", "revision", "event")) {
            jdbc.sql("delete from " + table + " where name = ?")
                    .param(deletion.name().text())
                    .update();
        }
        record(List.of(deletion));
        database.noteRepair();
    }

    /** The last revision of each name, in the order of the names' first occurrence. */
    static Collection<NewRevision> lastOfEachName(List<NewRevision> revisions) {
        Map<TopologyName, NewRevision> last = new LinkedHashMap<>();
        revisions.forEach(revision -> last.put(revision.summary().name(), revision));
        return last.values();
    }

    private void record(List<TopologyChange> changes) {
        database.batch(
                "insert into event (number, kind, name, revision, at) values (?, ?, ?, ?, ?)",
                changes.stream()
                        .map(change -> new Object[] {
                            change.number(),
                            change.kind().name().toLowerCase(Locale.ROOT),
                            change.name().text(),
                            change.revision(),
                            change.at().toEpochMilli()
                        })
                        .toList());
    }

    private void deleteExpired(Collection<NewRevision> current) {
        List<Object[]> limits = current.stream()
                .map(NewRevision::summary)
                .filter(summary -> summary.revision() > retention.revisions())
                .map(summary -> new Object[] {summary.name().text(), summary.revision() - retention.revisions()})
                .toList();
        // The deletion of an earlier topology of that name stays: deletions have their own retention.
        database.batch("delete from event where name = ? and revision <= ? and kind <> 'deleted'", limits);
        database.batch("delete from revision where name = ? and revision <= ?", limits);
    }
}

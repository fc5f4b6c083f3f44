package io.targetnode.store;

import io.targetnode.topology.FleetEntry;
import io.targetnode.topology.JudgedTopology;
import io.targetnode.topology.StoredJudgement;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.VerifiedRevision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The columns of the table {@code topology} that hold the judgement of the current revision. */
final class JudgementRow {

    /** The verdict on a topology whose current revision cannot be read. */
    static final String DAMAGED = "damaged";

    /** The columns of a topology of the fleet, from the table {@code t}. */
    static final String COLUMNS =
            "t.name, t.revision, t.judged, t.judged_by, t.verdict, t.affected_bytes, t.fingerprint, t.kernel, t.kernel_assumed,"
                    + " t.lookup_known, t.exact";

    static final String UPSERT = """
            insert into topology (name, revision, created, judged, judged_by, verdict, affected_bytes, fingerprint, kernel, kernel_assumed,
                lookup_known, exact) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (name) do update set revision = excluded.revision, judged = excluded.judged,
                judged_by = excluded.judged_by, verdict = excluded.verdict, affected_bytes = excluded.affected_bytes,
                fingerprint = excluded.fingerprint, kernel = excluded.kernel, kernel_assumed = excluded.kernel_assumed,
                lookup_known = excluded.lookup_known, exact = excluded.exact""";

    private static final String SET = """
            update topology set judged = revision, judged_by = ?, verdict = ?, affected_bytes = ?, fingerprint = ?, kernel = ?,
                kernel_assumed = ?, lookup_known = ?, exact = ? where name = ? and revision = ?""";

    /** Judges a revision, unless another one has become the current one. */
    static final String UPDATE = SET + " and created = ?";

    /** Judges a current revision that could not be read. */
    static final String REPAIR = SET + " and verdict = '" + DAMAGED + "'";

    private JudgementRow() {}

    /** Locks the feed, and states that judgements change without a write. */
    static void noteChange(Database database) {
        database.jdbc()
                .sql("update feed set judgements = judgements + 1 where id = 1")
                .update();
    }

    static Object[] upsertParameters(VerifiedRevision revision, long created, long rules) {
        String name = revision.summary().name().text();
        int number = revision.summary().revision();
        return row(List.of(name, number, created, number, rules), revision.judgement(), List.of());
    }

    static Object[] repairParameters(VerifiedRevision same, long rules) {
        return row(
                List.of(rules),
                same.judgement(),
                List.of(same.summary().name().text(), same.summary().revision()));
    }

    /** @param judgement null if the revision is damaged */
    static @Nullable Object[] updateParameters(
            String name, int revision, long created, long rules, @Nullable StoredJudgement judgement) {
        return judgement == null
                ? new @Nullable Object[] {rules, DAMAGED, null, null, null, null, null, null, name, revision, created}
                : row(List.of(rules), judgement, List.of(name, revision, created));
    }

    private static Object[] row(List<Object> before, StoredJudgement judgement, List<Object> after) {
        List<Object> values = List.of(
                judgement.verdict(),
                judgement.affectedBytes(),
                judgement.fingerprint(),
                judgement.kernel(),
                judgement.kernelAssumed(),
                judgement.lookupKnown(),
                judgement.exact());
        return Stream.of(before, values, after).flatMap(List::stream).toArray();
    }

    /**
     * A topology of the fleet.
     *
     * @param rules the version of current judgements
     * @param labels the labels of topologies by name
     */
    static FleetEntry read(ResultSet row, long rules, Map<String, Map<String, String>> labels) throws SQLException {
        TopologyName name = new TopologyName(row.getString("name"));
        int revision = row.getInt("revision");
        boolean current = row.getInt("judged") == revision && row.getLong("judged_by") == rules && !row.wasNull();
        boolean damaged = current && DAMAGED.equals(row.getString("verdict"));
        return new FleetEntry(
                name,
                labels.getOrDefault(name.text(), Map.of()),
                current && !damaged
                        ? Optional.of(new JudgedTopology(name, revision, judgement(row)))
                        : Optional.empty(),
                damaged);
    }

    private static StoredJudgement judgement(ResultSet row) throws SQLException {
        return new StoredJudgement(
                row.getString("verdict").intern(),
                row.getLong("affected_bytes"),
                row.getString("fingerprint"),
                row.getString("kernel").intern(),
                row.getBoolean("kernel_assumed"),
                row.getBoolean("lookup_known"),
                row.getBoolean("exact"));
    }
}

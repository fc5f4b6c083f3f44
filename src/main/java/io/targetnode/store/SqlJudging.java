package io.targetnode.store;

import io.targetnode.store.Database.Done;
import io.targetnode.topology.BackgroundJudging;
import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.StoredJudgement;
import io.targetnode.topology.Topology;
import io.targetnode.topology.service.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Judges topologies whose judgement is missing or not current, in the order of their names and in batches. It reads one document at a
 * time, and takes the write lock only to store a batch. Writes and other replicas may judge the same topologies meanwhile: a judgement
 * is stored only for the revision that was judged.
 *
 * <p>While replicas with different rules run, only those with the rules of the replica that started last judge. Otherwise they would
 * replace each other's judgements without end.
 */
final class SqlJudging implements BackgroundJudging {

    private static final int BATCH = 100;

    private static final String OUTDATED =
            " from topology where (judged is null or judged <> revision or judged_by is null or judged_by <> ?)";

    private final Database database;
    private final Judge judge;
    private boolean started;
    private String last = "";
    private volatile long remaining = -1;

    SqlJudging(Database database, Judge judge) {
        this.database = database;
        this.judge = judge;
    }

    private record Candidate(String name, int revision, long created) {}

    @Override
    public boolean next() {
        start();
        if (last.isEmpty()) {
            remaining = database.read(() -> database.jdbc()
                    .sql("select count(*)" + OUTDATED)
                    .param(judge.version())
                    .query(Long.class)
                    .single());
        }
        List<Candidate> batch = remaining > 0 && isLatest() ? outdated() : List.of();
        if (batch.isEmpty()) {
            last = "";
            return false;
        }
        store(batch);
        last = batch.get(batch.size() - 1).name();
        remaining = Math.max(0, remaining - batch.size());
        return true;
    }

    @Override
    public OptionalLong remaining() {
        long known = remaining;
        return known < 0 ? OptionalLong.empty() : OptionalLong.of(known);
    }

    private void start() {
        if (!started) {
            database.write(() -> {
                int changed = database.jdbc()
                        .sql("update feed set judging = ? where id = 1 and (judging is null or judging <> ?)")
                        .params(judge.version(), judge.version())
                        .update();
                return new Done<>(changed, changed > 0);
            });
            started = true;
        }
    }

    private boolean isLatest() {
        return database.read(() -> database.jdbc()
                .sql("select count(*) from feed where judging = ?")
                .param(judge.version())
                .query(Integer.class)
                .single()
                .equals(1));
    }

    private List<Candidate> outdated() {
        return database.read(() -> database.jdbc()
                .sql("select name, revision, created" + OUTDATED + " and name > ? order by name limit ?")
                .params(judge.version(), last, BATCH)
                .query((row, i) -> new Candidate(
                        String.valueOf(row.getString("name")), row.getInt("revision"), row.getLong("created")))
                .list());
    }

    private void store(List<Candidate> batch) {
        List<Object[]> rows = new ArrayList<>();
        for (Candidate candidate : batch) {
            rows.add(JudgementRow.updateParameters(
                    candidate.name(), candidate.revision(), candidate.created(), judge.version(), judge(candidate)));
        }
        database.write(() -> {
            JudgementRow.noteChange(database);
            database.batch(JudgementRow.UPDATE, rows);
            return Done.commit(rows.size());
        });
    }

    /** Null if the stored revision is damaged or lost. */
    private @Nullable StoredJudgement judge(Candidate candidate) {
        try {
            return database.read(() -> database.jdbc()
                            .sql("select " + RevisionRow.COMPLETE
                                    + " from revision r where r.name = ? and r.revision = ?")
                            .params(candidate.name(), candidate.revision())
                            .query((row, i) -> RevisionRow.topology(row))
                            .optional())
                    .map(Topology::upload)
                    .map(judge::judge)
                    .orElse(null);
        } catch (DamagedRevisionException e) {
            return null;
        }
    }
}

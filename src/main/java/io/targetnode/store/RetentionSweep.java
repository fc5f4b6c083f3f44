package io.targetnode.store;

import io.targetnode.store.Database.Done;
import io.targetnode.store.Database.Write;
import io.targetnode.topology.Retention;
import java.time.Instant;
import java.util.List;

/**
 * Deletes old rows: revisions that are not current, the feed's entries of deletions, and entries of the audit log. Works in batches,
 * each in its own transaction, so that other writes do not wait long.
 */
record RetentionSweep(Database database, Retention retention, Instant now) {

    private static final int BATCH = 1_000;

    void run() {
        retention.age().map(now::minus).ifPresent(limit -> repeat(() -> deleteRevisions(limit)));
        repeat(() -> deleteDeletions(now.minus(retention.deletions())));
        repeat(() -> deleteAuditEntries(now.minus(retention.audit())));
    }

    private void repeat(Write<Integer> deletion) {
        int deleted = BATCH;
        while (deleted == BATCH) {
            deleted = database.writeSmaller(deletion);
        }
    }

    private Done<Integer> deleteRevisions(Instant limit) {
        database.lockFeed();
        List<Object[]> numbers = numbers("""
                select r.number from revision r join topology t on t.name = r.name
                where r.uploaded_at < ? and r.revision < t.revision order by r.uploaded_at limit ?""", limit);
        database.batch("delete from event where number = ?", numbers);
        database.batch("delete from revision where number = ?", numbers);
        return new Done<>(numbers.size(), !numbers.isEmpty());
    }

    /** Updates {@link io.targetnode.topology.FeedPosition#purged} in the same transaction. */
    private Done<Integer> deleteDeletions(Instant limit) {
        database.lockFeed();
        List<Object[]> numbers = numbers(
                "select number from event where kind = 'deleted' and at < ? order by at, number limit ?", limit);
        database.batch("delete from event where number = ?", numbers);
        database.batch("update feed set forgotten = ? where id = 1 and forgotten < ?", twice(numbers));
        return new Done<>(numbers.size(), !numbers.isEmpty());
    }

    private Done<Integer> deleteAuditEntries(Instant limit) {
        database.lockFeed();
        List<Object[]> numbers = numbers("select number from audit where at < ? order by at limit ?", limit);
        database.batch("delete from audit where number = ?", numbers);
        return new Done<>(numbers.size(), !numbers.isEmpty());
    }

    private List<Object[]> numbers(String sql, Instant limit) {
        return database.jdbc()
                .sql(sql)
                .params(limit.toEpochMilli(), BATCH)
                .query((row, i) -> new Object[] {row.getLong(1)})
                .list();
    }

    private static List<Object[]> twice(List<Object[]> numbers) {
        return numbers.stream()
                .map(number -> new Object[] {number[0], number[0]})
                .toList();
    }
}

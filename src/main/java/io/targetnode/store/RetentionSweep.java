package io.targetnode.store;

import io.targetnode.store.Database.Done;
import io.targetnode.topology.Retention;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Forgets what is older than the retention allows: revisions that are not current, and deletions. */
final class RetentionSweep {

    private final Database database;
    private final JdbcClient jdbc;
    private final Retention retention;
    private final Instant now;

    RetentionSweep(Database database, Retention retention, Instant now) {
        this.database = database;
        this.jdbc = database.jdbc();
        this.retention = retention;
        this.now = now;
    }

    void run() {
        database.write(() -> {
            database.excludeOthers();
            int forgotten = oldRevisions() + oldDeletions();
            return new Done<>(forgotten, forgotten > 0);
        });
    }

    private int oldRevisions() {
        int revisions =
                retention.age().map(now::minus).map(this::revisionsBefore).orElse(0);
        if (revisions > 0) {
            jdbc.sql("""
                            delete from event where kind <> 'deleted' and not exists
                                (select 1 from revision r where r.name = event.name and r.revision = event.revision)""").update();
        }
        return revisions;
    }

    private int revisionsBefore(Instant limit) {
        return jdbc.sql("""
                        delete from revision where uploaded_at < ? and revision <
                            (select t.revision from topology t where t.name = revision.name)""").param(limit.toEpochMilli()).update();
    }

    private int oldDeletions() {
        long limit = now.minus(retention.deletions()).toEpochMilli();
        long last = jdbc.sql("select coalesce(max(number), 0) from event where kind = 'deleted' and at < ?")
                .param(limit)
                .query(Long.class)
                .single();
        jdbc.sql("update feed set forgotten = ? where id = 1 and forgotten < ?")
                .params(last, last)
                .update();
        return jdbc.sql("delete from event where kind = 'deleted' and number <= ?")
                .param(last)
                .update();
    }
}

package io.targetnode.store;

import io.targetnode.topology.FeedPosition;
import io.targetnode.topology.FeedSource;
import io.targetnode.topology.TopologyChange;
import io.targetnode.topology.TopologyName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The feed: the rows of the table {@code event}. */
record SqlFeed(Database database, ChangeSignal signal) implements FeedSource {

    @Override
    public FeedPosition position() {
        database.requireDirectory();
        return database.read(() -> database.jdbc()
                .sql("select head, forgotten from feed where id = 1")
                .query((row, i) -> new FeedPosition(row.getLong(1), row.getLong(2)))
                .single());
    }

    @Override
    public List<TopologyChange> changes(long after, int limit) {
        return database.read(() -> database.jdbc()
                .sql("select number, kind, name, revision, at from event where number > ? order by number limit ?")
                .params(after, limit)
                .query((row, i) -> change(row))
                .list());
    }

    @Override
    public void await(Duration timeout) throws InterruptedException {
        signal.await(timeout);
    }

    private static TopologyChange change(ResultSet row) throws SQLException {
        return new TopologyChange(
                row.getLong(1),
                TopologyChange.Kind.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                new TopologyName(row.getString(3)),
                row.getInt(4),
                Instant.ofEpochMilli(row.getLong(5)));
    }
}

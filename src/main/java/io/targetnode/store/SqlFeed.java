package io.targetnode.store;

import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.FeedEntry;
import io.targetnode.topology.FeedPosition;
import io.targetnode.topology.FeedSource;
import io.targetnode.topology.TopologyChange;
import io.targetnode.topology.TopologyChange.Kind;
import io.targetnode.topology.TopologyName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    public List<FeedEntry> entries(long after, int limit) {
        return database.read(() -> database.jdbc()
                .sql("select number, kind, name, revision, at from event where number > ? order by number limit ?")
                .params(after, limit)
                .query((row, i) -> entry(row))
                .list());
    }

    @Override
    public void await(Duration timeout) throws InterruptedException {
        signal.await(timeout);
    }

    /** A later version may store other kinds of writes. */
    private FeedEntry entry(ResultSet row) throws SQLException {
        long number = row.getLong(1);
        Optional<Kind> kind = kind(row.getString(2));
        Optional<TopologyName> name = Optional.ofNullable(row.getString(3))
                .filter(TopologyName::isName)
                .map(TopologyName::new);
        if (kind.isEmpty() || name.isEmpty()) {
            database.noteDamage(
                    new DamagedRevisionException("entry %d of the feed".formatted(number), "is not readable"));
            return new FeedEntry(number, Optional.empty());
        }
        Instant at = Instant.ofEpochMilli(row.getLong(5));
        return FeedEntry.of(new TopologyChange(number, kind.get(), name.get(), row.getInt(4), at));
    }

    private static Optional<Kind> kind(@Nullable String text) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }
}

package io.targetnode.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;

/** Checks of an SQLite database before it is used. */
final class StoreCheck {

    private static final String REMEDY =
            "Restore the data directory from a copy, or import an export into an empty directory.";

    private StoreCheck() {}

    /** The number of the last write; 0 if the database is new or has lost all tables. */
    static long head(JdbcOperations jdbc) {
        try {
            List<@Nullable String> feed = jdbc.queryForList(
                    "select name from sqlite_master where type = 'table' and name = 'feed'", String.class);
            return feed.isEmpty()
                    ? 0
                    : jdbc.queryForList("select head from feed where id = 1", Long.class).stream()
                            .mapToLong(Long::longValue)
                            .sum();
        } catch (DataAccessException e) {
            throw new StoreSetupException("The store cannot be opened: " + reason(e), REMEDY, e);
        }
    }

    /** @throws StoreSetupException if a page is damaged */
    static void pages(JdbcOperations jdbc) {
        try {
            List<@Nullable String> faults = jdbc.queryForList("pragma quick_check(1)", String.class);
            if (!faults.equals(List.of("ok"))) {
                throw damaged(String.valueOf(faults.get(0)));
            }
        } catch (DataAccessException e) {
            throw damaged(reason(e));
        }
    }

    private static String reason(DataAccessException e) {
        return String.valueOf(e.getMostSpecificCause().getMessage());
    }

    private static StoreSetupException damaged(String what) {
        return new StoreSetupException(
                "The database is damaged: " + what,
                REMEDY + " Without TARGETNODE_CHECK_STORE the service may still start and export what is intact.");
    }
}

package io.targetnode.store;

import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.StoreFullException;
import io.targetnode.topology.StoreUnavailableException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.TransactionSystemException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Translates the failures of a database, logs the first one of a series, and lists what was found damaged. */
final class DatabaseFailures {

    private static final int REASON_CHARACTERS = 200;

    private static final int MAX_DAMAGED = 10_000;

    /** PostgreSQL: disk_full. */
    private static final String DISK_FULL = "53100";

    /** PostgreSQL: data_corrupted and index_corrupted. */
    private static final Set<String> CORRUPTED = Set.of("XX001", "XX002");

    private static final Set<SQLiteErrorCode> SQLITE_CORRUPTED =
            Set.of(SQLiteErrorCode.SQLITE_CORRUPT, SQLiteErrorCode.SQLITE_NOTADB);

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFailures.class);

    private final Set<String> damaged = ConcurrentHashMap.newKeySet();
    private volatile boolean failing;

    /** The exception for the caller. */
    RuntimeException translate(RuntimeException e) {
        RuntimeException first = beforeRollback(e);
        @Nullable SQLException cause = sqlCause(first);
        String reason = reason(cause == null ? first : cause);
        if (cause != null && isCorrupted(cause)) {
            DamagedRevisionException found = new DamagedRevisionException("the database is damaged", reason);
            noteDamage(found);
            return found;
        }
        if (!failing) {
            failing = true;
            LOG.warn("The database failed: {}", reason);
        }
        return cause != null && isFull(cause)
                ? new StoreFullException(
                        "The store is full: delete topologies that are not needed, or free space on the disk.")
                : new StoreUnavailableException("The store does not respond, or accepts no writes.", first);
    }

    /** A write has succeeded: the next failure is logged again. */
    void end() {
        failing = false;
    }

    /** Logs damage when it is found for the first time. */
    void noteDamage(DamagedRevisionException found) {
        if (damaged.size() < MAX_DAMAGED && damaged.add(found.getMessage())) {
            LOG.error("The store is damaged: {}", found.getMessage());
        }
    }

    /** Damage was repaired. What is still damaged is found again when it is read. */
    void noteRepair() {
        damaged.clear();
    }

    /** The number of damaged revisions that were found since the start, or since the last repair. */
    int damaged() {
        return damaged.size();
    }

    /** SQLite rolls back by itself when it is full. Spring's own rollback then fails, and its exception hides the first one. */
    private static RuntimeException beforeRollback(RuntimeException e) {
        return e instanceof TransactionSystemException rollback
                        && rollback.getApplicationException() instanceof RuntimeException first
                ? first
                : e;
    }

    private static boolean isFull(SQLException e) {
        return e instanceof SQLiteException sqlite
                ? sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL
                : DISK_FULL.equals(e.getSQLState());
    }

    private static boolean isCorrupted(SQLException e) {
        return e instanceof SQLiteException sqlite
                ? SQLITE_CORRUPTED.contains(sqlite.getResultCode())
                : CORRUPTED.contains(String.valueOf(e.getSQLState()));
    }

    /** Shortened: the message may contain the failed statement, which may be large and must not be logged. */
    private static String reason(Throwable e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(0, Math.min(REASON_CHARACTERS, message.length()));
    }

    /** The innermost cause: the messages of the outer exceptions contain the statement with its values. */
    private static @Nullable SQLException sqlCause(Throwable e) {
        return (SQLException) Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .reduce((above, below) -> below)
                .orElse(null);
    }
}

package io.targetnode.store;

import io.targetnode.topology.StoreFullException;
import io.targetnode.topology.StoreUnavailableException;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * Runs reads and writes on SQLite or PostgreSQL. The writes of this process queue here, in order; the writes of all processes
 * queue for the lock of the row {@code feed}. So writes commit in the order of their numbers.
 */
final class Database {

    private static final long TIMEOUT_SECONDS = 5;

    private static final int REASON_CHARACTERS = 200;

    /** PostgreSQL: disk_full. */
    private static final String DISK_FULL = "53100";

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final JdbcOperations template;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ChangeSignal signal;
    private final ReentrantLock writeLock = new ReentrantLock(true);
    private volatile boolean failing;

    Database(JdbcOperations template, TransactionTemplate transactions, ChangeSignal signal) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
        this.transactions = transactions;
        this.signal = signal;
    }

    /** The body of a write transaction. */
    @FunctionalInterface
    interface Write<T> {

        /** @return the result, with {@link Done#commit} or {@link Done#rollBack} */
        Done<T> run();
    }

    /**
     * The result of a transaction.
     *
     * @param result the result for the caller
     * @param commits whether the transaction commits
     */
    record Done<T>(T result, boolean commits) {

        static <T> Done<T> rollBack(T result) {
            return new Done<>(result, false);
        }

        static <T> Done<T> commit(T result) {
            return new Done<>(result, true);
        }
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /**
     * Reads without a transaction: each statement sees the commits made before it starts.
     *
     * @throws StoreUnavailableException if the database is unreachable
     */
    <T> T read(Supplier<T> query) {
        return translating(query);
    }

    /**
     * Writes in an exclusive transaction. Its changes are on disk when this method returns.
     *
     * @throws StoreFullException if the disk is full; nothing has changed then
     * @throws StoreUnavailableException if the database accepts no writes; if the connection was lost during the transaction,
     *     it is unknown whether it was committed
     */
    <T> T write(Write<T> write) {
        if (!acquireWriteLock()) {
            throw new StoreUnavailableException("Other writes took too long.");
        }
        try {
            Done<T> done = translating(() -> inTransaction(write));
            failing = false;
            if (done.commits()) {
                signal.notifyLocally();
            }
            return done.result();
        } finally {
            writeLock.unlock();
        }
    }

    /** Reserves the next number and locks the feed: other writers wait until this transaction ends. */
    long nextNumber() {
        return nextNumbers(1);
    }

    /**
     * Reserves consecutive numbers and locks the feed.
     *
     * @return the first number
     */
    long nextNumbers(int count) {
        long last = jdbc.sql("update feed set head = head + ? where id = 1 returning head")
                .param(count)
                .query(Long.class)
                .single();
        return last - count + 1;
    }

    /** Locks the feed without reserving a number. */
    void lockFeed() {
        jdbc.sql("update feed set head = head where id = 1").update();
    }

    /** Executes a statement once for each row of parameters. */
    void batch(String sql, List<Object[]> rows) {
        if (!rows.isEmpty()) {
            template.batchUpdate(sql, rows);
        }
    }

    private <T> Done<T> inTransaction(Write<T> write) {
        return transactions.execute(status -> {
            Done<T> done = write.run();
            if (done.commits()) {
                signal.notifyOnCommit();
            } else {
                status.setRollbackOnly();
            }
            return done;
        });
    }

    private boolean acquireWriteLock() {
        try {
            return writeLock.tryLock(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private <T> T translating(Supplier<T> access) {
        try {
            return access.get();
        } catch (DataAccessException | TransactionException e) {
            throw translate(e);
        }
    }

    private RuntimeException translate(RuntimeException e) {
        @Nullable SQLException cause = sqlCause(e);
        if (!failing) {
            failing = true;
            LOG.warn("The database failed: {}", reason(cause == null ? e : cause));
        }
        return cause != null && isFull(cause)
                ? new StoreFullException(
                        "The store is full: delete topologies that are not needed, or free space on the disk.")
                : new StoreUnavailableException("The store does not respond, or accepts no writes.", e);
    }

    private static boolean isFull(SQLException e) {
        return e instanceof SQLiteException sqlite
                ? sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL
                : DISK_FULL.equals(e.getSQLState());
    }

    /** Shortened: the message may contain the failed statement, which may be large and must not be logged. */
    private static String reason(Throwable e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(0, Math.min(REASON_CHARACTERS, message.length()));
    }

    /** The innermost one: the messages of the outer ones contain the statement with its values. */
    private static @Nullable SQLException sqlCause(Throwable e) {
        return (SQLException) Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .reduce((above, below) -> below)
                .orElse(null);
    }
}

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
 * Reads and writes of the database, SQLite or PostgreSQL. Writes of this process queue here, in their order, and with those of
 * other processes at the row {@code feed}: so the number of a write is also its place in the order of commits.
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
    private final ReentrantLock writing = new ReentrantLock(true);
    private volatile boolean failing;

    Database(JdbcOperations template, TransactionTemplate transactions, ChangeSignal signal) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
        this.transactions = transactions;
        this.signal = signal;
    }

    /** What a transaction writes. */
    @FunctionalInterface
    interface Write<T> {

        /** @return what was written; {@link Done#nothing} rolls back */
        Done<T> run();
    }

    /**
     * How a transaction ended.
     *
     * @param result what the caller gets
     * @param wrote whether there is something to commit
     */
    record Done<T>(T result, boolean wrote) {

        static <T> Done<T> nothing(T result) {
            return new Done<>(result, false);
        }

        static <T> Done<T> wrote(T result) {
            return new Done<>(result, true);
        }
    }

    JdbcClient jdbc() {
        return jdbc;
    }

    /**
     * Reads outside of a transaction: each statement sees what is committed when it begins.
     *
     * @throws StoreUnavailableException if the database cannot be asked
     */
    <T> T read(Supplier<T> query) {
        return translating(query);
    }

    /**
     * Writes in a transaction, alone. It is on disk when this returns, if it wrote anything.
     *
     * @throws StoreFullException if the disk is full; nothing has changed then
     * @throws StoreUnavailableException if the database takes no writes; whether the transaction was committed is unknown if
     *     the connection was lost meanwhile
     */
    <T> T write(Write<T> write) {
        if (!mayWrite()) {
            throw new StoreUnavailableException("other writes take too long");
        }
        try {
            Done<T> done = translating(() -> inTransaction(write));
            failing = false;
            if (done.wrote()) {
                signal.notifyLocally();
            }
            return done.result();
        } finally {
            writing.unlock();
        }
    }

    /** Takes the next number, and with it the right to write: whoever comes next waits until this transaction ends. */
    long nextNumber() {
        return nextNumbers(1);
    }

    /**
     * Takes as many numbers, which follow one another, and the right to write.
     *
     * @return the first one
     */
    long nextNumbers(int count) {
        long last = jdbc.sql("update feed set head = head + ? where id = 1 returning head")
                .param(count)
                .query(Long.class)
                .single();
        return last - count + 1;
    }

    /** Takes the right to write, and no number. */
    void lockFeed() {
        jdbc.sql("update feed set head = head where id = 1").update();
    }

    /** Executes a statement for each row of parameters. */
    void batch(String sql, List<Object[]> rows) {
        if (!rows.isEmpty()) {
            template.batchUpdate(sql, rows);
        }
    }

    private <T> Done<T> inTransaction(Write<T> write) {
        return transactions.execute(status -> {
            Done<T> done = write.run();
            if (done.wrote()) {
                signal.notifyOnCommit();
            } else {
                status.setRollbackOnly();
            }
            return done;
        });
    }

    private boolean mayWrite() {
        try {
            return writing.tryLock(TIMEOUT_SECONDS, TimeUnit.SECONDS);
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
                        "There is no room: delete topologies that are not needed, or make room on the disk.")
                : new StoreUnavailableException("The store does not answer, or takes no writes.", e);
    }

    private static boolean isFull(SQLException e) {
        return e instanceof SQLiteException sqlite
                ? sqlite.getResultCode() == SQLiteErrorCode.SQLITE_FULL
                : DISK_FULL.equals(e.getSQLState());
    }

    /** Short: what failed may be large, and is not for the log. */
    private static String reason(Throwable e) {
        String message = String.valueOf(e.getMessage());
        return message.substring(0, Math.min(REASON_CHARACTERS, message.length()));
    }

    /** The deepest one: those above it tell of the statement, with all that it was to store. */
    private static @Nullable SQLException sqlCause(Throwable e) {
        return (SQLException) Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .reduce((above, below) -> below)
                .orElse(null);
    }
}

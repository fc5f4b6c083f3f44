package io.targetnode.store;

import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.StoreFullException;
import io.targetnode.topology.StoreUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs reads and writes on SQLite or PostgreSQL. The writes of this process queue here, in order; the writes of all processes
 * queue for the lock of the row {@code feed}. So writes commit in the order of their numbers.
 */
final class Database {

    private static final long TIMEOUT_SECONDS = 5;

    private final JdbcOperations template;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ChangeSignal signal;
    private final Optional<DataDirectory> directory;
    private final DatabaseFailures failures = new DatabaseFailures();
    private final ReentrantLock writeLock = new ReentrantLock(true);
    /** The last number that the current write has reserved. */
    private long head;

    /** @param directory the directory of the embedded database */
    Database(
            JdbcOperations template,
            TransactionTemplate transactions,
            ChangeSignal signal,
            Optional<DataDirectory> directory) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
        this.transactions = transactions;
        this.signal = signal;
        this.directory = directory;
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
     * @throws DamagedRevisionException if the database is damaged where the query reads it
     */
    <T> T read(Supplier<T> query) {
        return translating(query);
    }

    /** @throws StoreUnavailableException if the data directory was removed or replaced: what is written to it is lost */
    void requireDirectory() {
        directory.ifPresent(DataDirectory::requirePresent);
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
            requireDirectory();
            head = 0;
            Done<T> done = translating(() -> inTransaction(write));
            failures.end();
            if (done.commits()) {
                directory.ifPresent(written -> written.noteHead(head));
                signal.notifyLocally();
            }
            return done.result();
        } finally {
            writeLock.unlock();
        }
    }

    /** Writes something that makes the store smaller: may use the disk space that is reserved for it. */
    <T> T writeSmaller(Write<T> write) {
        try {
            T result = write(write);
            directory.ifPresent(DataDirectory::restoreReserve);
            return result;
        } catch (StoreFullException e) {
            return directory
                    .flatMap(full -> full.withReserve(() -> write(write)))
                    .orElseThrow(() -> new StoreFullException("The disk of the store is full: free space on it."));
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
        head = last;
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

    void noteDamage(DamagedRevisionException found) {
        failures.noteDamage(found);
    }

    void noteRepair() {
        failures.noteRepair();
    }

    /** The number of damaged revisions that were found. */
    int damaged() {
        return failures.damaged();
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
            throw failures.translate(e);
        } catch (DamagedRevisionException e) {
            failures.noteDamage(e);
            throw e;
        }
    }
}

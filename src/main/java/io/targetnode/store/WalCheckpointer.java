package io.targetnode.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoints SQLite's write-ahead log on a background thread. Otherwise a commit would run the checkpoint after every
 * thousand pages and wait for two more flushes.
 *
 * <p>SQLite restarts the log only when a commit finds it completely checkpointed, which does not happen under steady writes.
 * So a commit still runs the checkpoint once the log has {@link #MAX_PAGES}. This bounds the log, and little is left to copy.
 */
final class WalCheckpointer implements AutoCloseable {

    /** 32 MiB. */
    static final int MAX_PAGES = 8192;

    /** Run on every new connection. */
    static final String CONNECTION_SQL = "pragma wal_autocheckpoint = " + MAX_PAGES;

    private static final long PAUSE_MILLIS = 250;

    private static final Logger LOG = LoggerFactory.getLogger(WalCheckpointer.class);

    private final DataSource pool;
    private final Path wal;
    private final Lock space;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "wal-checkpoints");
        created.setDaemon(true);
        return created;
    });
    private final ScheduledFuture<?> runs;
    private FileTime checkpointed = FileTime.fromMillis(0);

    /**
     * @param wal the write-ahead log, which need not exist yet
     * @param space is held during a checkpoint
     */
    WalCheckpointer(DataSource pool, Path wal, Lock space) {
        this.pool = pool;
        this.wal = wal;
        this.space = space;
        this.runs = thread.scheduleWithFixedDelay(this::run, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A passive checkpoint: it does not wait for writers, and writers do not wait for it. */
    private void run() {
        try {
            FileTime written = Files.getLastModifiedTime(wal);
            if (!written.equals(checkpointed)) {
                checkpoint();
                checkpointed = written;
            }
        } catch (NoSuchFileException e) {
            // Nothing has been written yet.
        } catch (IOException | SQLException e) {
            // A full disk, for example. Later runs, commits and closing the database try again.
            LOG.debug("The checkpoint failed and will be retried", e);
        }
    }

    private void checkpoint() throws SQLException {
        space.lock();
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma wal_checkpoint(passive)");
        } finally {
            space.unlock();
        }
    }

    @Override
    public void close() {
        runs.cancel(false);
        thread.shutdown();
        try {
            if (!thread.awaitTermination(5, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

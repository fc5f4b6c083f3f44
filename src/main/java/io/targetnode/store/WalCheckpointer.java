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
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries what was committed from SQLite's log into the database, on a thread of its own: otherwise every thousandth page of
 * commits would wait for it, and for two more flushes.
 *
 * <p>The log begins anew only with a commit that finds all of it carried over, which under steady writes no commit does. So a
 * commit still does it once the log has {@link #MOST_PAGES}; there is little left to do then. That bounds the log.
 */
final class WalCheckpointer implements AutoCloseable {

    /** 32 MiB. */
    static final int MOST_PAGES = 8192;

    /** To be executed on every connection. */
    static final String CONNECTION_SQL = "pragma wal_autocheckpoint = " + MOST_PAGES;

    private static final long PAUSE_MILLIS = 250;

    private static final Logger LOG = LoggerFactory.getLogger(WalCheckpointer.class);

    private final DataSource pool;
    private final Path log;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "checkpoints");
        created.setDaemon(true);
        return created;
    });
    private final ScheduledFuture<?> runs;
    private FileTime carried = FileTime.fromMillis(0);

    /** @param log of the database, which may not be there yet */
    WalCheckpointer(DataSource pool, Path log) {
        this.pool = pool;
        this.log = log;
        this.runs = thread.scheduleWithFixedDelay(this::run, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Does not wait for writers, nor they for it. */
    private void run() {
        try {
            FileTime written = Files.getLastModifiedTime(log);
            if (!written.equals(carried)) {
                checkpoint();
                carried = written;
            }
        } catch (NoSuchFileException e) {
            // Nothing was written yet.
        } catch (IOException | SQLException e) {
            // A full disk, for instance. Commits, and who closes the database, try it again.
            LOG.debug("The log stays as it is", e);
        }
    }

    private void checkpoint() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("pragma wal_checkpoint(passive)");
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

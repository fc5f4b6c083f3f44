package io.targetnode.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections to the embedded database, or to a PostgreSQL that replicas share. */
public final class StorePools {

    /** Readers do not wait for the writer, nor it for them; writes queue in {@link Database}. */
    private static final int EMBEDDED_CONNECTIONS = 8;

    private static final int PAGE_BYTES = 4096;

    /**
     * PostgreSQL ends what this process has given up by then, or cannot end because it is frozen: a lock that nobody gives back
     * would stop the writes of all replicas.
     */
    private static final String SERVER_LIMITS =
            "-c lock_timeout=5s -c statement_timeout=9s -c idle_in_transaction_session_timeout=10s";

    private static final Logger LOG = LoggerFactory.getLogger(StorePools.class);

    private StorePools() {}

    /** The pool of a folder; whoever closes it gives up the folder. */
    private static final class FolderPool extends HikariDataSource {

        private final DataDirectory folder;
        private final WalCheckpointer checkpoints;

        FolderPool(DataDirectory folder) {
            this.folder = folder;
            this.checkpoints = new WalCheckpointer(this, folder.log());
            setJdbcUrl("jdbc:sqlite:" + folder.database());
            setConnectionInitSql(WalCheckpointer.CONNECTION_SQL);
        }

        @Override
        public void close() {
            checkpoints.close();
            super.close();
            folder.close();
        }
    }

    /**
     * The database of a folder, which belongs to this process from now on.
     *
     * @param limitBytes how large the database may become; empty for as large as the disk allows
     * @throws StoreSetupException if another process has the folder, or it cannot be written
     */
    public static HikariDataSource embedded(Path folder, Optional<Long> limitBytes) {
        HikariDataSource pool = new FolderPool(DataDirectory.lock(folder));
        LOG.info("Topologies are kept in the folder {}", folder.toAbsolutePath());
        pool.setPoolName("embedded");
        pool.setMaximumPoolSize(EMBEDDED_CONNECTIONS);
        // A connection that is open goes on reading when the folder cannot be written any more; a new one would not.
        pool.setMinimumIdle(EMBEDDED_CONNECTIONS);
        pool.setMaxLifetime(0);
        pool.setConnectionTimeout(5_000);
        pool.addDataSourceProperty("journal_mode", "WAL");
        // A commit is on disk when it returns: one fsync of the log.
        pool.addDataSourceProperty("synchronous", "FULL");
        pool.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        pool.addDataSourceProperty("busy_timeout", "5000");
        limitBytes.ifPresent(
                limit -> pool.addDataSourceProperty("max_page_count", String.valueOf(Math.max(1, limit / PAGE_BYTES))));
        return pool;
    }

    /**
     * A PostgreSQL. What the URL says of time-outs goes before what is set here.
     *
     * @throws StoreSetupException if the URL is of another database
     */
    public static HikariDataSource shared(String url, @Nullable String user, @Nullable String password) {
        if (Dialect.of(url) != Dialect.POSTGRESQL) {
            throw new StoreSetupException(
                    "spring.datasource.url names a file of SQLite.",
                    "Leave it out, and set TARGETNODE_DATA_DIR: the folder is then guarded against a second process.");
        }
        HikariDataSource pool = new HikariDataSource();
        LOG.info("Topologies are kept in the PostgreSQL of spring.datasource.url");
        pool.setPoolName("shared");
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        // A request waits so long for a database that is gone, and is then told.
        pool.setConnectionTimeout(2_000);
        pool.setInitializationFailTimeout(-1);
        pool.addDataSourceProperty("connectTimeout", "2");
        pool.addDataSourceProperty("socketTimeout", "10");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("ApplicationName", "targetnode");
        // What a statement is about to store would be in the words of its failure, and so in the log.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        pool.addDataSourceProperty("options", SERVER_LIMITS);
        return pool;
    }
}

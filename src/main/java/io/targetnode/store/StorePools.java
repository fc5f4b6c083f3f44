package io.targetnode.store;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/** Connection pools for the embedded database and for a PostgreSQL database that replicas share. */
public final class StorePools {

    /** Readers and the writer do not block each other; writes queue in {@link Database}. */
    private static final int EMBEDDED_CONNECTIONS = 8;

    private static final int PAGE_BYTES = 4096;

    /**
     * Makes PostgreSQL abort statements and transactions of a replica that gave up on them or froze. A lock that is never
     * released would block the writes of all replicas.
     */
    private static final String SERVER_LIMITS =
            "-c lock_timeout=5s -c statement_timeout=9s -c idle_in_transaction_session_timeout=10s";

    private static final Logger LOG = LoggerFactory.getLogger(StorePools.class);

    private StorePools() {}

    /** The pool of a data directory. Closing it releases the directory. */
    private static final class DirectoryPool extends HikariDataSource {

        private final DataDirectory directory;
        private final WalCheckpointer checkpoints;

        DirectoryPool(DataDirectory directory) {
            this.directory = directory;
            this.checkpoints = new WalCheckpointer(this, directory.wal(), directory.space());
            setJdbcUrl("jdbc:sqlite:" + directory.database());
            setConnectionInitSql(WalCheckpointer.CONNECTION_SQL);
        }

        @Override
        public void close() {
            checkpoints.close();
            super.close();
            directory.close();
        }
    }

    /**
     * Locks a data directory and opens its database.
     *
     * @param limitBytes the maximum size of the database; empty if only the disk limits it
     * @throws StoreSetupException if SQLite cannot be loaded, another process holds the lock, or the directory is not writable
     */
    public static HikariDataSource embedded(Path directory, Optional<Long> limitBytes) {
        loadSqlite();
        HikariDataSource pool = new DirectoryPool(DataDirectory.lock(directory));
        LOG.info("Topologies are stored in the directory {}", directory.toAbsolutePath());
        pool.setPoolName("embedded");
        pool.setMaximumPoolSize(EMBEDDED_CONNECTIONS);
        // If the directory becomes read-only, open connections can still read, but new ones cannot be opened.
        pool.setMinimumIdle(EMBEDDED_CONNECTIONS);
        pool.setMaxLifetime(0);
        pool.setConnectionTimeout(5_000);
        pool.addDataSourceProperty("journal_mode", "WAL");
        // A commit is on disk when it returns: one fsync of the write-ahead log.
        pool.addDataSourceProperty("synchronous", "FULL");
        pool.addDataSourceProperty("transaction_mode", "IMMEDIATE");
        pool.addDataSourceProperty("busy_timeout", "5000");
        limitBytes.ifPresent(
                limit -> pool.addDataSourceProperty("max_page_count", String.valueOf(Math.max(1, limit / PAGE_BYTES))));
        return pool;
    }

    /** Connections load it too, but their message does not name the cause. */
    private static void loadSqlite() {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new StoreSetupException(
                    "The native library of SQLite cannot be loaded. It is extracted to %s, which may be mounted noexec, full or not writable."
                            .formatted(System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir"))),
                    "Start Java with -Dorg.sqlite.tmpdir=DIRECTORY and another directory, or with -Dorg.sqlite.lib.path=DIRECTORY"
                            + " if the library is already in one.",
                    e);
        }
    }

    /** The directory of an embedded database. */
    static Optional<DataDirectory> directory(HikariDataSource pool) {
        return pool instanceof DirectoryPool embedded ? Optional.of(embedded.directory) : Optional.empty();
    }

    /**
     * Connects to PostgreSQL. Timeouts in the URL take precedence over those set here.
     *
     * @throws StoreSetupException if the URL names another database
     */
    public static HikariDataSource shared(String url, @Nullable String user, @Nullable String password) {
        if (Dialect.of(url) != Dialect.POSTGRESQL) {
            throw new StoreSetupException(
                    "spring.datasource.url names an SQLite file.",
                    "Remove it and set TARGETNODE_DATA_DIR instead: the service then locks the directory against a second process.");
        }
        HikariDataSource pool = new HikariDataSource();
        LOG.info("Topologies are stored in the PostgreSQL database of spring.datasource.url");
        pool.setPoolName("shared");
        pool.setJdbcUrl(url);
        pool.setUsername(user);
        pool.setPassword(password);
        // How long a request waits for an unreachable database before it fails.
        pool.setConnectionTimeout(2_000);
        pool.setInitializationFailTimeout(-1);
        pool.addDataSourceProperty("connectTimeout", "2");
        pool.addDataSourceProperty("socketTimeout", "10");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("ApplicationName", "targetnode");
        // The detail of an error contains the values of the statement, which must not be logged.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        pool.addDataSourceProperty("options", SERVER_LIMITS);
        return pool;
    }
}

package io.targetnode.store;

import com.zaxxer.hikari.HikariDataSource;
import io.targetnode.topology.AuditLog;
import io.targetnode.topology.BackgroundJudging;
import io.targetnode.topology.FeedSource;
import io.targetnode.topology.Quota;
import io.targetnode.topology.Retention;
import io.targetnode.topology.TopologyArchive;
import io.targetnode.topology.TopologyStore;
import io.targetnode.topology.service.Judge;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A database of topologies, and the feed of its changes.
 *
 * @param database runs the reads and writes
 * @param archive exports and imports all topologies
 * @param judging brings older judgements up to date
 * @param judge judges what is written; its version is stored with the judgements
 * @param audit the log of writes
 * @param feed the changes that any process makes
 * @param signal wakes the readers of the feed
 */
public record SqlStore(
        Database database,
        TopologyStore topologies,
        TopologyArchive archive,
        BackgroundJudging judging,
        Judge judge,
        AuditLog audit,
        FeedSource feed,
        ChangeSignal signal)
        implements AutoCloseable {

    /**
     * Opens a database and migrates it to the schema of this version.
     *
     * @param pool connections to SQLite or PostgreSQL; the caller closes it after this store
     * @param judge judges what is written
     * @throws StoreSetupException if the database cannot be opened
     */
    public static SqlStore open(HikariDataSource pool, Retention retention, Judge judge, Clock clock) {
        return open(pool, retention, List.of(), judge, clock);
    }

    /** As {@link #open(HikariDataSource, Retention, Judge, Clock)}, with limits on uploads. */
    public static SqlStore open(
            HikariDataSource pool, Retention retention, List<Quota> quotas, Judge judge, Clock clock) {
        Dialect dialect = Dialect.of(pool.getJdbcUrl());
        JdbcTemplate template = new JdbcTemplate(pool);
        Optional<DataDirectory> directory = StorePools.directory(pool);
        directory.ifPresent(opened -> opened.opened(StoreCheck.head(template)));
        Migrations.run(pool, dialect);
        ChangeSignal signal = signal(dialect, pool, template);
        TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
        if (dialect == Dialect.POSTGRESQL) {
            // A stricter default of the database would hide commits made while a transaction waits for the row of the
            // feed.
            transactions.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        }
        Database database = new Database(template, transactions, signal, directory);
        return new SqlStore(
                database,
                new SqlTopologyStore(database, retention, new QuotaCheck(database, quotas), judge.version(), clock),
                new SqlArchive(database, retention, judge, clock),
                new SqlJudging(database, judge),
                judge,
                new SqlAuditLog(database, retention.auditEntries()),
                new SqlFeed(database, signal),
                signal);
    }

    /**
     * Reads all pages of an SQLite database and checks their structure, which takes about a second for each GB.
     *
     * @throws StoreSetupException if the database is damaged
     */
    public static void checkPages(HikariDataSource pool) {
        if (Dialect.of(pool.getJdbcUrl()) == Dialect.SQLITE) {
            StoreCheck.pages(new JdbcTemplate(pool));
        }
    }

    /** The number of damaged revisions that were found since the start, or since the last repair. */
    public int damaged() {
        return database.damaged();
    }

    @Override
    public void close() {
        signal.close();
    }

    /** The properties of the pool, with a timeout for a server that accepts a connection and does not respond. */
    private static Properties properties(HikariDataSource pool) {
        Properties properties = new Properties();
        properties.putAll(pool.getDataSourceProperties());
        if (pool.getUsername() != null) {
            properties.setProperty("user", pool.getUsername());
        }
        if (pool.getPassword() != null) {
            properties.setProperty("password", pool.getPassword());
        }
        properties.setProperty("loginTimeout", "5");
        return properties;
    }

    private static ChangeSignal signal(Dialect dialect, HikariDataSource pool, JdbcTemplate template) {
        return switch (dialect) {
            case SQLITE -> new LocalSignal();
            case POSTGRESQL ->
                new PostgresSignal(template, () -> DriverManager.getConnection(pool.getJdbcUrl(), properties(pool)));
        };
    }
}

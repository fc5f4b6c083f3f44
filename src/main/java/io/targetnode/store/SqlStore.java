package io.targetnode.store;

import com.zaxxer.hikari.HikariDataSource;
import io.targetnode.topology.FeedSource;
import io.targetnode.topology.Retention;
import io.targetnode.topology.TopologyArchive;
import io.targetnode.topology.TopologyStore;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.Properties;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A database that holds topologies, and the feed of what is written to it. */
public final class SqlStore implements AutoCloseable {

    private final TopologyStore topologies;
    private final TopologyArchive archive;
    private final FeedSource feed;
    private final Doorbell doorbell;

    private SqlStore(TopologyStore topologies, TopologyArchive archive, FeedSource feed, Doorbell doorbell) {
        this.topologies = topologies;
        this.archive = archive;
        this.feed = feed;
        this.doorbell = doorbell;
    }

    /**
     * Opens a database, and brings it to the version of this service.
     *
     * @param pool of SQLite or PostgreSQL; the caller closes it, after this
     * @throws StoreSetupException if it cannot be opened
     */
    public static SqlStore open(HikariDataSource pool, Retention retention, Clock clock) {
        Dialect dialect = Dialect.of(pool.getJdbcUrl());
        Migrations.run(pool, dialect);
        JdbcTemplate template = new JdbcTemplate(pool);
        Doorbell doorbell = doorbell(dialect, pool, template);
        TransactionTemplate transactions = new TransactionTemplate(new JdbcTransactionManager(pool));
        if (dialect == Dialect.POSTGRESQL) {
            // Whatever the database's default is: who has waited for the row of the feed has to see what was committed
            // meanwhile.
            transactions.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
        }
        Database database = new Database(template, transactions, doorbell);
        return new SqlStore(
                new SqlTopologyStore(database, retention, clock),
                new SqlArchive(database, retention, clock),
                new SqlFeed(database, doorbell),
                doorbell);
    }

    /** The topologies. */
    public TopologyStore topologies() {
        return topologies;
    }

    /** All of them, on their way out and in. */
    public TopologyArchive archive() {
        return archive;
    }

    /** What is written, by whichever process. */
    public FeedSource feed() {
        return feed;
    }

    @Override
    public void close() {
        doorbell.close();
    }

    /** Those of the pool: a server that takes a connection and is silent must not be waited for without end. */
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

    private static Doorbell doorbell(Dialect dialect, HikariDataSource pool, JdbcTemplate template) {
        return switch (dialect) {
            case SQLITE -> new LocalDoorbell();
            case POSTGRESQL ->
                new PostgresDoorbell(template, () -> DriverManager.getConnection(pool.getJdbcUrl(), properties(pool)));
        };
    }
}

package io.targetnode.store;

import io.targetnode.topology.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Rings in all processes on one PostgreSQL, with NOTIFY, and listens on a connection of its own. What is notified is
 * delivered when the transaction commits, and lost while nobody listens.
 */
final class PostgresDoorbell implements Doorbell {

    private static final String CHANNEL = "targetnode";

    private final JdbcOperations jdbc;
    private final Connections connections;
    private @Nullable Connection listening;

    PostgresDoorbell(JdbcOperations jdbc, Connections connections) {
        this.jdbc = jdbc;
        this.connections = connections;
    }

    /** Opens connections that are not of the pool. */
    @FunctionalInterface
    interface Connections {
        Connection open() throws SQLException;
    }

    @Override
    public void ringOnCommit() {
        jdbc.queryForList("select pg_notify('" + CHANNEL + "', '')");
    }

    @Override
    public void ring() {
        // Who notifies hears it, too.
    }

    @Override
    public void await(Duration atMost) {
        try {
            Connection connection = listen();
            connection.unwrap(PGConnection.class).getNotifications(Math.toIntExact(atMost.toMillis()));
        } catch (SQLException e) {
            close();
            throw new StoreUnavailableException("PostgreSQL does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        JdbcUtils.closeConnection(listening);
        listening = null;
    }

    private Connection listen() throws SQLException {
        Connection open = listening;
        if (open == null) {
            open = connections.open();
            listening = open;
            try (Statement statement = open.createStatement()) {
                statement.execute("listen " + CHANNEL);
            }
        }
        return open;
    }
}

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
 * Signals all processes on one PostgreSQL with NOTIFY, and listens on a dedicated connection. PostgreSQL delivers a
 * notification when the transaction commits, and only to processes that are listening at that time.
 */
final class PostgresSignal implements ChangeSignal {

    private static final String CHANNEL = "targetnode";

    private final JdbcOperations jdbc;
    private final Connections connections;
    private @Nullable Connection listener;

    PostgresSignal(JdbcOperations jdbc, Connections connections) {
        this.jdbc = jdbc;
        this.connections = connections;
    }

    /** Opens connections outside the pool. */
    @FunctionalInterface
    interface Connections {
        Connection open() throws SQLException;
    }

    @Override
    public void notifyOnCommit() {
        jdbc.queryForList("select pg_notify('" + CHANNEL + "', '')");
    }

    @Override
    public void notifyLocally() {
        // PostgreSQL delivers the notification to this process as well.
    }

    @Override
    public void await(Duration timeout) {
        try {
            Connection connection = listen();
            connection.unwrap(PGConnection.class).getNotifications(Math.toIntExact(timeout.toMillis()));
        } catch (SQLException e) {
            close();
            throw new StoreUnavailableException("PostgreSQL does not respond: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        JdbcUtils.closeConnection(listener);
        listener = null;
    }

    private Connection listen() throws SQLException {
        Connection open = listener;
        if (open == null) {
            open = connections.open();
            listener = open;
            try (Statement statement = open.createStatement()) {
                statement.execute("listen " + CHANNEL);
            }
        }
        return open;
    }
}

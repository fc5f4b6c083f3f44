package io.targetnode.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** SQLite's write-ahead log is checkpointed and stays bounded. */
class WalCheckpointerTest {

    private static final long PAGE_BYTES = 4096;

    @TempDir
    private Path folder;

    @Test
    void aCommitIsSoonCheckpointedIntoTheDatabaseFile() throws SQLException {
        try (HikariDataSource pool = StorePools.embedded(folder, Optional.empty());
                Connection connection = pool.getConnection()) {
            Path database = folder.resolve("targetnode.db");
            write(connection, "create table t (x)");
            write(connection, "insert into t values (zeroblob(1000000))");
            await().atMost(Duration.ofMinutes(1)).until(() -> Files.size(database) >= 1_000_000);
        }
    }

    @Test
    void theLogStaysBoundedUnderContinuousWrites() throws SQLException, IOException {
        try (HikariDataSource pool = StorePools.embedded(folder, Optional.empty());
                Connection connection = pool.getConnection()) {
            write(connection, "create table t (x)");
            for (int i = 0; i < 150; i++) {
                write(connection, "delete from t");
                write(connection, "insert into t values (zeroblob(1000000))");
            }
            assertThat(Files.size(folder.resolve("targetnode.db-wal")))
                    .isLessThan(WalCheckpointer.MAX_PAGES * PAGE_BYTES * 3 / 2);
        }
    }

    @Test
    void aCheckpointDoesNotTakeTheSpaceThatADeletionUses() throws SQLException {
        try (HikariDataSource pool = StorePools.embedded(folder, Optional.empty());
                Connection connection = pool.getConnection()) {
            DataDirectory directory = StorePools.directory(pool).orElseThrow();
            directory.restoreReserve();
            Path database = folder.resolve("targetnode.db");
            write(connection, "create table t (x)");
            directory.withReserve(() -> {
                assertThatNoException().isThrownBy(() -> write(connection, "insert into t values (zeroblob(1000000))"));
                await().during(Duration.ofSeconds(1)).until(() -> Files.size(database) < 1_000_000);
                return true;
            });
            await().atMost(Duration.ofMinutes(1)).until(() -> Files.size(database) >= 1_000_000);
        }
    }

    @Test
    void everyConnectionHasTheCheckpointLimit() throws SQLException {
        try (HikariDataSource pool = StorePools.embedded(folder, Optional.empty());
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet pages = statement.executeQuery("pragma wal_autocheckpoint")) {
            assertThat(pages.getInt(1)).isEqualTo(WalCheckpointer.MAX_PAGES);
        }
    }

    private static void write(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

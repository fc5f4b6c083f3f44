package io.targetnode.store;

import static io.targetnode.store.Uploads.windowOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.targetnode.analysis.audit.FleetJudge;
import io.targetnode.topology.Precondition;
import io.targetnode.topology.Retentions;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.WriteOutcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class PostgresStoreTest extends TopologyStoreContract {

    private static final TopologyName NAME = new TopologyName("rack1-h7");

    private final String url = Postgres.newDatabase();

    @Override
    HikariDataSource pool() {
        return StorePools.shared(url, null, null);
    }

    @Override
    HikariDataSource emptyPool() {
        return StorePools.shared(Postgres.emptyDatabase(), null, null);
    }

    /** Simulates a replica that freezes in the middle of a write. */
    @Test
    void aLockThatIsNotReleasedBlocksWritesForOnlyAFewSeconds() throws SQLException {
        try (HikariDataSource pool = pool();
                SqlStore store = open(pool);
                Connection frozen = pool.getConnection();
                Statement statement = frozen.createStatement()) {
            frozen.setAutoCommit(false);
            statement.execute("update feed set head = head where id = 1");
            long begun = System.nanoTime();
            assertThatThrownBy(() -> Uploads.save(store.topologies(), NAME, windowOn(2), Precondition.NONE))
                    .isInstanceOf(StoreUnavailableException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
            frozen.rollback();
            assertThat(Uploads.save(store.topologies(), NAME, windowOn(2), Precondition.NONE)
                            .outcome())
                    .isEqualTo(WriteOutcome.CREATED);
        }
    }

    @Test
    void theContentOfAFailedWriteIsNotLogged(CapturedOutput output) throws SQLException {
        try (HikariDataSource pool = pool();
                SqlStore store = open(pool);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("alter table revision add constraint never check (size < 0)");
            assertThatThrownBy(() -> Uploads.save(
                            store.topologies(), NAME, windowOn(2, Map.of("rack", "secret")), Precondition.NONE))
                    .isInstanceOf(StoreUnavailableException.class);
        }
        assertThat(output.getAll())
                .contains("The database failed")
                .doesNotContain("secret")
                .doesNotContain("system-ram");
    }

    private static SqlStore open(HikariDataSource pool) {
        return SqlStore.open(pool, Retentions.of(9), new FleetJudge(), Clock.systemUTC());
    }
}

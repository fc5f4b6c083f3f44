package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.targetnode.api.EventClient.Event;
import io.targetnode.store.Postgres;
import io.targetnode.store.SqlStore;
import io.targetnode.topology.FeedEntry;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two services on one PostgreSQL. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class EventReplicasTest {

    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final String url = Postgres.newDatabase();
    private final RunningService one = RunningService.start("spring.datasource.url=" + url);
    private final RunningService other = RunningService.start("spring.datasource.url=" + url);
    private final Api here = one.api();
    private final Api there = other.api();

    @AfterAll
    void end() {
        one.close();
        other.close();
    }

    @Test
    void aWriteOnOneReplicaIsDeliveredByTheOtherWhoseLookUpsShowIt() {
        put(here, "r-seen", 2);
        try (EventClient client = EventClient.now(there)) {
            for (int node = 3; node < 53; node++) {
                put(here, "r-seen", node);
                Event event = client.next();
                HttpResponse<String> look = there.get(Api.TOPOLOGIES + "/r-seen/lookup?address=0x20000000");
                assertThat(Api.json(look).get("targetNode").asInt()).isEqualTo(node);
                assertThat(Api.json(look).get("revision").asInt()).isEqualTo(event.revision());
            }
        }
    }

    /** Both replicas write. The client changes between them after every fifth event. */
    @Test
    void aClientThatResumesOnAnotherReplicaMissesNothing() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try (EventClient steady = EventClient.now(here)) {
            String last = steady.lastId();
            List<Future<?>> writing = List.of(
                    writers.submit(() -> IntStream.range(2, 42).forEach(node -> put(here, "r-here", node))),
                    writers.submit(() -> IntStream.range(2, 42).forEach(node -> put(there, "r-there", node))));
            List<Event> all =
                    IntStream.range(0, 80).mapToObj(i -> steady.next()).toList();
            List<Event> moving = new ArrayList<>();
            while (moving.size() < 80) {
                try (EventClient client = EventClient.after(moving.size() % 2 == 0 ? there : here, last)) {
                    IntStream.range(0, 5).forEach(i -> moving.add(client.next()));
                    last = client.lastId();
                }
            }
            for (Future<?> writer : writing) {
                writer.get();
            }
            assertThat(moving).isEqualTo(all);
            assertThat(all)
                    .extracting(Event::number)
                    .isSorted()
                    .isEqualTo(stored(all.get(0).number() - 1));
        } finally {
            writers.shutdownNow();
        }
    }

    @Test
    void aStreamSurvivesAnOutageOfTheDatabase() throws SQLException {
        put(here, "r-lost", 2);
        String before = lastId(here);
        put(here, "r-lost", 3);
        try (EventClient client = EventClient.now(there)) {
            setLost(true);
            await().atMost(TIMEOUT)
                    .until(() -> there.get("/actuator/health/readiness").statusCode() == 503);
            try (EventClient duringOutage = EventClient.after(there, before)) {
                setLost(false);
                await().atMost(TIMEOUT).until(() -> putStatus(here, "r-lost", 4) == 200);
                assertThat(client.next().revision()).isEqualTo(3);
                assertThat(duringOutage.next().revision()).isEqualTo(2);
                assertThat(duringOutage.next().revision()).isEqualTo(3);
            }
        } finally {
            setLost(false);
        }
    }

    @Test
    void aClientThatMayHaveMissedAPurgedDeletionReceivesAReset() {
        IntStream.range(2, 5).forEach(node -> put(here, "r-purged", node));
        try (EventClient client = EventClient.after(here, "0")) {
            String first = client.next().id();
            JdbcClient.create(one.bean(DataSource.class))
                    .sql("update feed set forgotten = head - 1")
                    .update();
            try (EventClient resumed = EventClient.after(there, first)) {
                assertThat(resumed.next().kind()).isEqualTo("reset");
                assertThat(resumed.next().id()).isEqualTo(first);
            }
        }
    }

    /** A rolling restart with clients that read and clients that do not. */
    @Test
    @Order(Integer.MAX_VALUE)
    void streamsEndAtShutdownAndResumeOnAnotherReplica() {
        try (SilentClients silent = SilentClients.connect(there, 20);
                EventClient client = EventClient.now(there)) {
            assertThat(silent.count()).isEqualTo(20);
            long first = other.writeEvents(10_000);
            client.until(event -> event.number() == first + 9_999);
            long begun = System.nanoTime();
            other.close();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
            assertThat(client.rest()).isEmpty();
            put(here, "r-ended", 2);
            try (EventClient resumed = EventClient.after(here, client.lastId())) {
                assertThat(resumed.next().topology()).isEqualTo("r-ended");
            }
        }
    }

    private static String lastId(Api api) {
        try (EventClient client = EventClient.now(api)) {
            return client.lastId();
        }
    }

    private List<Long> stored(long after) {
        return one.bean(SqlStore.class).feed().entries(after, 1_000).stream()
                .map(FeedEntry::number)
                .toList();
    }

    /** Simulates a failed database host: new connections are refused and open ones are terminated. */
    private void setLost(boolean lost) throws SQLException {
        String name = url.replaceAll(".*/(test[0-9]+)\\?.*", "$1");
        try (Connection connection = DriverManager.getConnection(url.replace("/" + name + "?", "/postgres?"));
                Statement statement = connection.createStatement()) {
            statement.execute("alter database " + name + " with allow_connections " + !lost);
            if (lost) {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
            }
        }
    }

    private static void put(Api api, String name, int node) {
        assertThat(putStatus(api, name, node)).isIn(200, 201);
    }

    private static int putStatus(Api api, String name, int node) {
        return api.put(name, Api.example("mission.json").replace("\"node\": 2", "\"node\": " + node))
                .statusCode();
    }
}

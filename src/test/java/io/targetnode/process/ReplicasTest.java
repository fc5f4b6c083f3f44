package io.targetnode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.targetnode.api.Api;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one PostgreSQL. {@code mvn -Pcrash test} writes and kills more often. */
class ReplicasTest {

    private static final int KILLS = Integer.getInteger("crash.postgres.kills", 1);
    private static final int WRITES = Integer.getInteger("replicas.writes", 20);
    private static final int STOPPED_LOOK_UPS = Integer.getInteger("replicas.lookups", 100);
    private static final String PATH = Api.TOPOLOGIES + "/shared";
    private static final String LOOKUP = PATH + "/lookup?address=0x20000000";

    @TempDir
    private Path folder;

    private PostgresServer postgres;
    private ServiceProcess one;
    private ServiceProcess two;

    @BeforeEach
    void start() {
        postgres = new PostgresServer(folder.resolve("postgres"));
        one = replica("one");
        two = replica("two");
        one.ready();
        two.ready();
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
        postgres.close();
    }

    /** The other replica sees a write within a second, and never answers from an earlier state afterwards. */
    @Test
    void aWriteOnOneReplicaIsVisibleOnTheOtherWithinASecond() {
        Uploader uploader = new Uploader("shared");
        long[] micros = new long[WRITES];
        for (int i = 0; i < WRITES; i++) {
            Api writer = (i % 2 == 0 ? one : two).api();
            Api reader = (i % 2 == 0 ? two : one).api();
            int revision = Api.json(uploader.upload(writer)).get("revision").asInt();
            long written = System.nanoTime();
            assertThat(revisionOf(writer.get(LOOKUP)))
                    .as("where it was written")
                    .isEqualTo(revision);
            while (i > 0 && revisionOf(reader.get(LOOKUP)) < revision) {
                assertThat(System.nanoTime() - written)
                        .isLessThan(Duration.ofSeconds(1).toNanos());
            }
            micros[i] = (System.nanoTime() - written) / 1_000;
            assertThat(revisionOf(reader.get(LOOKUP))).isEqualTo(revision);
        }
        Arrays.sort(micros);
        System.out.printf(
                "%d writes, visible on the other replica after p50 %.1f ms, p99 %.1f ms, at most %.1f ms%n",
                WRITES, micros[WRITES / 2] / 1e3, micros[WRITES * 99 / 100] / 1e3, micros[WRITES - 1] / 1e3);
    }

    /** PostgreSQL is killed during writes on both replicas, and restarted. Both replicas recover. */
    @Test
    void noAcknowledgedUploadIsLostWhenTheDatabaseIsKilled() throws Exception {
        List<Uploader> uploaders = IntStream.range(0, 4)
                .mapToObj(i -> new Uploader("replica-" + i))
                .toList();
        Uploader shared = new Uploader("shared");
        for (int kill = 0; kill < KILLS; kill++) {
            int number = Api.json(shared.upload(one.api())).get("revision").asInt();
            assertThat(revisionOf(one.api().get(LOOKUP))).isEqualTo(number);
            Set<Integer> statuses = writeWhile(uploaders, () -> {
                ServiceProcess.pause(500);
                postgres.kill();
                await().atMost(ServiceProcess.TIMEOUT).until(() -> !one.isReady() && !two.isReady());
                assertCachedTopologiesAreServedWithTheirAge(number);
                postgres.restart();
                await().atMost(ServiceProcess.TIMEOUT).until(() -> one.isReady() && two.isReady());
                ServiceProcess.pause(500);
            });
            assertThat(statuses).as("writes are stored, or refused with 503").isSubsetOf(200, 201, 503);
            uploaders.forEach(uploader -> uploader.verify(one.api()));
            assertThat(one.api().get(LOOKUP).headers().firstValue("Targetnode-Stale-Seconds"))
                    .isEmpty();
        }
        uploaders.forEach(uploader -> uploader.verifyAll(two.api()));
        assertThat(List.of(one.output(), two.output())).noneMatch(output -> output.contains("\tat "));
        System.out.printf(
                "PostgreSQL killed %d times under two replicas, %d acknowledged uploads, none lost%n",
                KILLS, uploaders.stream().mapToInt(Uploader::acknowledged).sum());
    }

    private void assertCachedTopologiesAreServedWithTheirAge(int revision) {
        HttpResponse<String> cached = one.api().get(LOOKUP);
        assertThat(cached.statusCode()).isEqualTo(200);
        assertThat(revisionOf(cached)).isEqualTo(revision);
        assertThat(cached.headers().firstValueAsLong("Targetnode-Stale-Seconds").orElse(0))
                .isPositive();
        HttpResponse<String> unknown = one.api().get(Api.TOPOLOGIES + "/not-cached");
        assertThat(unknown.statusCode()).isEqualTo(503);
        assertThat(Api.json(unknown).get("type").asString()).isEqualTo("/problems/store-unavailable");
        assertThat(unknown.headers().firstValue("Retry-After")).isPresent();
        assertThat(one.api().get("/actuator/health/liveness").statusCode()).isEqualTo(200);
    }

    /** A stopped server accepts connections and answers nothing. */
    @Test
    void aDatabaseThatStopsRespondingDelaysNoCachedLookUpAndRefusesUploadsInTime() {
        Uploader shared = new Uploader("shared");
        int revision = Api.json(shared.upload(one.api())).get("revision").asInt();
        assertThat(revisionOf(one.api().get(LOOKUP))).isEqualTo(revision);
        long[] nanos = new long[STOPPED_LOOK_UPS];
        long refusedAfter;
        postgres.pause();
        try {
            long sent = System.nanoTime();
            assertThat(shared.upload(one.api()).statusCode()).isEqualTo(503);
            refusedAfter = System.nanoTime() - sent;
            await().atMost(ServiceProcess.TIMEOUT).until(() -> !one.isReady() && !two.isReady());
            for (int i = 0; i < STOPPED_LOOK_UPS; i++) {
                long begun = System.nanoTime();
                assertThat(one.api().get(LOOKUP).statusCode()).isEqualTo(200);
                nanos[i] = System.nanoTime() - begun;
            }
            assertThat(one.api().get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        } finally {
            postgres.resume();
        }
        long resumed = System.nanoTime();
        await().atMost(ServiceProcess.TIMEOUT).until(() -> one.isReady() && two.isReady());
        long readyAfter = System.nanoTime() - resumed;
        assertThat(shared.upload(one.api()).statusCode()).isEqualTo(200);
        shared.verify(two.api());
        assertThat(List.of(one.output(), two.output())).noneMatch(output -> output.contains("\tat "));
        Arrays.sort(nanos);
        System.out.printf(
                "database stopped: upload refused after %.1f s, look-ups p50 %.1f ms, p99 %.1f ms, ready %.1f s after it continued%n",
                refusedAfter / 1e9,
                nanos[STOPPED_LOOK_UPS / 2] / 1e6,
                nanos[STOPPED_LOOK_UPS * 99 / 100] / 1e6,
                readyAfter / 1e9);
        assertThat(Duration.ofNanos(refusedAfter)).isLessThan(Duration.ofSeconds(60));
        assertThat(Duration.ofNanos(nanos[STOPPED_LOOK_UPS / 2])).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aSlowDatabaseSlowsUploadsButNoCachedLookUp() {
        Duration delay = Duration.ofMillis(100);
        try (SlowLink link = new SlowLink(postgres.port());
                ServiceProcess far = ServiceProcess.start(
                                folder.resolve("far.log"), PostgresServer.settings(link.port()))
                        .ready()) {
            Uploader shared = new Uploader("shared");
            shared.upload(far.api());
            link.delay(delay);
            long sent = System.nanoTime();
            assertThat(shared.upload(far.api()).statusCode()).isEqualTo(200);
            long stored = System.nanoTime() - sent;
            long[] nanos = new long[STOPPED_LOOK_UPS];
            for (int i = 0; i < STOPPED_LOOK_UPS; i++) {
                long begun = System.nanoTime();
                assertThat(revisionOf(far.api().get(LOOKUP))).isEqualTo(2);
                nanos[i] = System.nanoTime() - begun;
            }
            Arrays.sort(nanos);
            System.out.printf(
                    "database %d ms away: upload %.1f s, look-ups p50 %.1f ms, p99 %.1f ms%n",
                    delay.toMillis(),
                    stored / 1e9,
                    nanos[STOPPED_LOOK_UPS / 2] / 1e6,
                    nanos[STOPPED_LOOK_UPS * 99 / 100] / 1e6);
            assertThat(Duration.ofNanos(nanos[STOPPED_LOOK_UPS / 2])).isLessThan(delay);
            assertThat(far.isReady()).isTrue();
        }
    }

    /** Like a load balancer: a replica that is not ready gets no more requests, and then ends. */
    @Test
    void aRollingRestartFailsNoLookUps() throws Exception {
        new Uploader("shared").upload(one.api());
        AtomicBoolean done = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(2);
        try {
            List<? extends Future<?>> lookUps = IntStream.range(0, 2)
                    .mapToObj(client -> clients.submit(() -> {
                        while (!done.get()) {
                            ServiceProcess replica = balanced(answered.get());
                            assertThat(replica.api().get(LOOKUP).statusCode()).isEqualTo(200);
                            answered.incrementAndGet();
                        }
                    }))
                    .toList();
            one = restarted(one, "one");
            two = restarted(two, "two");
            done.set(true);
            for (Future<?> client : lookUps) {
                client.get();
            }
        } finally {
            clients.shutdownNow();
        }
        System.out.printf("Both replicas restarted under load: %d look-ups, none failed%n", answered.get());
    }

    private ServiceProcess balanced(int request) {
        ServiceProcess first = request % 2 == 0 ? one : two;
        return first.isReady() ? first : request % 2 == 0 ? two : one;
    }

    private ServiceProcess restarted(ServiceProcess replica, String name) {
        replica.terminate();
        replica.awaitEnd();
        return replica(name).ready();
    }

    /** @return the statuses of the responses to writes */
    private Set<Integer> writeWhile(List<Uploader> uploaders, Runnable action) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        Set<Integer> statuses = ConcurrentHashMap.newKeySet();
        ExecutorService writers = Executors.newFixedThreadPool(uploaders.size());
        try {
            List<? extends Future<?>> writing = IntStream.range(0, uploaders.size())
                    .mapToObj(i -> writers.submit(() -> {
                        Api api = (i % 2 == 0 ? one : two).api();
                        while (!done.get()) {
                            statuses.add(uploaders.get(i).upload(api).statusCode());
                        }
                    }))
                    .toList();
            try {
                action.run();
            } finally {
                done.set(true);
            }
            for (Future<?> writer : writing) {
                writer.get();
            }
            return statuses;
        } finally {
            writers.shutdownNow();
        }
    }

    private ServiceProcess replica(String name) {
        return ServiceProcess.start(
                folder.resolve(name + ".log"),
                postgres.settings("targetnode.keep.revisions=1000000", "targetnode.drain=1s"));
    }

    private static int revisionOf(HttpResponse<String> response) {
        return (int) response.headers().firstValueAsLong("Targetnode-Revision").orElse(0);
    }
}

package io.targetnode.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.Api;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Half of the greatest load for a long time: {@code mvn -Pfigures test -Dtest=SoakFiguresTest}, for half an hour unless
 * {@code -Dfigures.soak=PT2H} says otherwise. Of 100 requests one is an upload, one a batch, three are views, and the others look-ups.
 */
@Tag("figures")
class SoakFiguresTest {

    private static final Duration DURATION = Duration.parse(System.getProperty("figures.soak", "PT30M"));
    private static final Duration WARM_UP = Duration.ofMinutes(1);
    private static final int PERIODS = 10;
    private static final int CLIENTS = 8;
    private static final int TOPOLOGIES = 1_000;
    private static final List<String> VIEWS = List.of("nodes", "audit", "segments", "meminfo", "map.svg");

    @TempDir
    private Path folder;

    /** What was seen in one period. */
    private record Period(int requests, double p50, double p99, long heapMebibytes, long threads, long descriptors) {}

    @Test
    void nothingGrowsAtHalfTheGreatestLoad() throws Exception {
        try (ServiceProcess service = ServiceProcess.start(
                        folder.resolve("log"),
                        "targetnode.data-dir=" + folder.resolve("data"),
                        "targetnode.keep.revisions=10")
                .ready()) {
            FleetFiguresTest.importFleet(service.api(), TOPOLOGIES);
            load(service, WARM_UP, 0);
            long[] greatest = load(service, WARM_UP, 0);
            double perSecond = (double) greatest.length / WARM_UP.toSeconds();
            System.out.printf("greatest load: %.0f requests/s; half of it for %s%n", perSecond, DURATION);
            List<Period> periods = new ArrayList<>();
            for (int i = 0; i < PERIODS; i++) {
                long[] nanos = load(service, DURATION.dividedBy(PERIODS), perSecond / 2);
                Period period = new Period(
                        nanos.length,
                        nanos[nanos.length / 2] / 1e6,
                        nanos[(int) (nanos.length * 0.99)] / 1e6,
                        FleetFiguresTest.heapMebibytes(service),
                        service.threads(),
                        service.descriptors());
                System.out.println(period);
                periods.add(period);
            }
            assertFlat(periods);
            assertThat(service.output()).doesNotContain(" WARN ").doesNotContain(" ERROR ");
        }
    }

    /** Compares the last third with the first third. */
    private static void assertFlat(List<Period> periods) {
        List<Period> first = periods.subList(0, PERIODS / 3);
        List<Period> last = periods.subList(PERIODS - PERIODS / 3, PERIODS);
        long heap = first.stream().mapToLong(Period::heapMebibytes).max().orElseThrow();
        assertThat(last).allSatisfy(period -> {
            assertThat(period.heapMebibytes()).isLessThan(heap + heap / 10 + 5);
            assertThat(period.threads())
                    .isLessThanOrEqualTo(
                            first.stream().mapToLong(Period::threads).max().orElseThrow() + 5);
            assertThat(period.descriptors())
                    .isLessThanOrEqualTo(
                            first.stream().mapToLong(Period::descriptors).max().orElseThrow() + 5);
        });
        assertThat(last.stream().mapToDouble(Period::p99).average().orElseThrow())
                .isLessThan(
                        2 * first.stream().mapToDouble(Period::p99).average().orElseThrow());
    }

    /**
     * Sends requests from all clients.
     *
     * @param perSecond the number of requests that all clients start in a second; 0: as many as are answered
     * @return the times until the answers in nanoseconds, ascending. At a given rate they count from the time at which the request was
     *     due, so that a delay of one answer counts for all that had to wait
     */
    private static long[] load(ServiceProcess service, Duration duration, double perSecond) throws Exception {
        Queue<long[]> times = new ConcurrentLinkedQueue<>();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            long end = System.nanoTime() + duration.toNanos();
            List<? extends Future<?>> running = IntStream.range(0, CLIENTS)
                    .mapToObj(client -> clients.submit(() -> {
                        times.add(send(
                                service.api(), client, end, perSecond == 0 ? 0 : (long) (CLIENTS * 1e9 / perSecond)));
                    }))
                    .toList();
            for (Future<?> client : running) {
                client.get();
            }
        } finally {
            clients.shutdownNow();
        }
        return times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }

    private static long[] send(Api api, int client, long end, long pause) {
        long[] nanos = new long[1024];
        int sent = 0;
        long due = System.nanoTime() + client * pause / CLIENTS;
        while (due < end) {
            while (pause > 0 && System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            HttpResponse<String> response = request(api, sent * CLIENTS + client);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            if (sent == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * sent);
            }
            nanos[sent++] = System.nanoTime() - due;
            due = pause > 0 ? due + pause : System.nanoTime();
        }
        return Arrays.copyOf(nanos, sent);
    }

    private static HttpResponse<String> request(Api api, int number) {
        String path = Api.TOPOLOGIES + "/" + FleetFiguresTest.name(number / 100, TOPOLOGIES);
        return switch (number % 100) {
            case 0 -> api.send("PUT", path, Api.JSON, FleetFiguresTest.body(number));
            case 20 -> api.send("POST", path + "/lookup", Api.TEXT, "0x20000000\n".repeat(1000));
            case 40, 60, 80 -> api.get(path + "/" + VIEWS.get(number / 20 % VIEWS.size()));
            default -> api.get(FleetFiguresTest.lookup(number, TOPOLOGIES));
        };
    }
}

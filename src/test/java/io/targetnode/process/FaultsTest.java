package io.targetnode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.targetnode.api.Api;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to clients when an operator stops the service, sets the clock, or gives it little memory. */
class FaultsTest {

    private static final int WRITERS = 4;
    private static final int TOPOLOGIES = Integer.getInteger("faults.topologies", 2_000);
    private static final int SMALL_HEAP_MIB = 256;
    private static final String LOOKUP = Api.TOPOLOGIES + "/stopped-0/lookup?address=0x20000000";

    @TempDir
    private Path folder;

    private Path data;

    @BeforeEach
    void data() {
        data = folder.resolve("data");
    }

    /** A client that asks for readiness, as a load balancer does, sees no failure. */
    @Test
    void sigtermFailsNoUploadAndNoLookUpOfClientsThatWatchReadiness() throws Exception {
        List<Uploader> uploaders = IntStream.range(0, WRITERS)
                .mapToObj(i -> new Uploader("stopped-" + i))
                .toList();
        AtomicInteger lookUps = new AtomicInteger();
        ExecutorService clients = Executors.newFixedThreadPool(2 * WRITERS);
        try (ServiceProcess service = start("targetnode.drain=5s")) {
            uploaders.forEach(uploader -> uploader.upload(service.api()));
            List<Future<?>> running = new ArrayList<>();
            for (Uploader uploader : uploaders) {
                running.add(clients.submit(() -> {
                    while (service.isReady()) {
                        assertThat(uploader.upload(service.api()).statusCode()).isEqualTo(200);
                    }
                }));
                running.add(clients.submit(() -> {
                    while (service.isReady()) {
                        assertThat(service.api().get(LOOKUP).statusCode()).isEqualTo(200);
                        lookUps.incrementAndGet();
                    }
                }));
            }
            await().atMost(ServiceProcess.TIMEOUT)
                    .until(() -> uploaders.stream().allMatch(uploader -> uploader.acknowledged() > 3));
            long sent = System.nanoTime();
            service.terminate();
            for (Future<?> client : running) {
                client.get();
            }
            service.awaitEnd();
            System.out.printf(
                    "SIGTERM under %d uploads and %d look-ups, none failed; ended after %.1f s%n",
                    uploaders.stream().mapToInt(Uploader::acknowledged).sum(),
                    lookUps.get(),
                    (System.nanoTime() - sent) / 1e9);
            assertThat(service.output()).doesNotContain(" WARN ").doesNotContain(" ERROR ");
        } finally {
            clients.shutdownNow();
        }
        try (ServiceProcess service = start()) {
            uploaders.forEach(uploader -> uploader.verifyAll(service.api()));
        }
    }

    /** An hour back and two days on, as a wrong time server or a restored virtual machine sets it. */
    @Test
    void aClockThatJumpsFailsNoRequest() throws IOException {
        Path library = Stream.of("/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu", "/usr/lib64", "/usr/lib")
                .map(directory -> Path.of(directory, "faketime", "libfaketimeMT.so.1"))
                .filter(Files::exists)
                .findFirst()
                .orElse(Path.of("none"));
        assumeThat(library).as("libfaketime is not installed").exists();
        Path clock = Files.writeString(folder.resolve("clock"), "+0");
        Map<String, String> environment = Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME_TIMESTAMP_FILE",
                clock.toString(),
                "FAKETIME_CACHE_DURATION",
                "1",
                "DONT_FAKE_MONOTONIC",
                "1");
        Uploader uploader = new Uploader("stopped-0");
        try (ServiceProcess service = ServiceProcess.start(
                        environment, folder.resolve("log"), "targetnode.data-dir=" + data, "targetnode.keep.age=365d")
                .ready()) {
            for (String offset : List.of("+0", "-3600", "+172800", "+0")) {
                Files.writeString(clock, offset);
                await().atMost(ServiceProcess.TIMEOUT)
                        .until(() -> Math.abs(offset(service) - Long.parseLong(offset)) < 60);
                for (int i = 0; i < 5; i++) {
                    assertThat(uploader.upload(service.api()).statusCode())
                            .as("clock %s", offset)
                            .isIn(200, 201);
                    assertThat(service.api().get(LOOKUP).statusCode()).isEqualTo(200);
                    assertThat(service.api().get("/api/v1/audit").statusCode()).isEqualTo(200);
                }
                assertThat(service.isReady()).as("ready, clock %s", offset).isTrue();
            }
            uploader.verifyAll(service.api());
            assertThat(uploader.acknowledged()).isEqualTo(20);
            assertThat(service.output()).doesNotContain(" WARN ").doesNotContain(" ERROR ");
        }
    }

    /** By how many seconds the clock of the service is ahead, from the header Date. */
    private static long offset(ServiceProcess service) {
        String date = service.api().get(LOOKUP).headers().firstValue("Date").orElseThrow();
        ZonedDateTime shown = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME);
        return Duration.between(ZonedDateTime.now(shown.getZone()), shown).toSeconds();
    }

    @Test
    void aSmallHeapAnswersForManyTopologies() throws IOException {
        try (ServiceProcess service = ServiceProcess.startWithHeap(
                        SMALL_HEAP_MIB, folder.resolve("log"), "targetnode.data-dir=" + data)
                .ready()) {
            FleetFiguresTest.importFleet(service.api(), TOPOLOGIES);
            long threads = service.threads();
            long descriptors = service.descriptors();
            long[] nanos = new long[TOPOLOGIES];
            for (int i = 0; i < TOPOLOGIES; i++) {
                long begun = System.nanoTime();
                assertThat(service.api()
                                .get(FleetFiguresTest.lookup(i, TOPOLOGIES))
                                .statusCode())
                        .isEqualTo(200);
                nanos[i] = System.nanoTime() - begun;
            }
            for (int i = 0; i < TOPOLOGIES / 10; i++) {
                assertThat(service.api()
                                .put(FleetFiguresTest.name(i, TOPOLOGIES), FleetFiguresTest.body(i))
                                .statusCode())
                        .isEqualTo(200);
            }
            Arrays.sort(nanos);
            System.out.printf(
                    "%d topologies in %d MiB: first look-ups p50 %.1f ms, p99 %.1f ms; threads %d, then %d; descriptors %d, then %d%n",
                    TOPOLOGIES,
                    SMALL_HEAP_MIB,
                    nanos[TOPOLOGIES / 2] / 1e6,
                    nanos[TOPOLOGIES * 99 / 100] / 1e6,
                    threads,
                    service.threads(),
                    descriptors,
                    service.descriptors());
            // The client keeps a few connections.
            assertThat(service.descriptors()).isLessThan(descriptors + 20);
            assertThat(service.threads()).isLessThan(threads + 20);
            assertThat(Duration.ofNanos(nanos[TOPOLOGIES / 2])).isLessThan(Duration.ofSeconds(1));
        }
    }

    private ServiceProcess start(String... settings) {
        String[] all = Arrays.copyOf(settings, settings.length + 2);
        all[settings.length] = "targetnode.data-dir=" + data;
        all[settings.length + 1] = "targetnode.keep.revisions=1000000";
        return ServiceProcess.start(folder.resolve("log"), all).ready();
    }
}

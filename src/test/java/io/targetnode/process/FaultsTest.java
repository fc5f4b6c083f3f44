package io.targetnode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.targetnode.api.Api;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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

    /** Three quarters of a minute on, an hour back and two days on, as a wrong time server or a restored virtual machine sets it. */
    @Test
    void aClockThatJumpsFailsNoRequest() throws Exception {
        Path clock = folder.resolve("clock");
        set(clock, 0);
        Map<String, String> environment =
                Map.of("LD_PRELOAD", clockLibrary().toString(), "CLOCK_OFFSET", clock.toString());
        Uploader uploader = new Uploader("stopped-0");
        try (ServiceProcess service = ServiceProcess.start(
                        environment, folder.resolve("log"), "targetnode.data-dir=" + data, "targetnode.keep.age=365d")
                .ready()) {
            for (long offset : new long[] {45, -3_600, 172_800, 0}) {
                Socket inProgress = halfARequest(service);
                set(clock, offset);
                await().atMost(ServiceProcess.TIMEOUT).until(() -> Math.abs(offset(service) - offset) < 20);
                // Slow connections are looked for four times a second.
                ServiceProcess.pause(1_000);
                if (offset == 172_800) {
                    // Tomcat compares wall clocks: its read timeout of a minute has passed.
                    inProgress.close();
                } else {
                    assertThat(otherHalf(inProgress))
                            .as("clock %d s ahead", offset)
                            .startsWith("HTTP/1.1 200");
                }
                for (int i = 0; i < 5; i++) {
                    assertThat(uploader.upload(service.api()).statusCode())
                            .as("clock %d s ahead", offset)
                            .isIn(200, 201);
                    assertThat(service.api().get(LOOKUP).statusCode()).isEqualTo(200);
                    assertThat(service.api().get("/api/v1/audit").statusCode()).isEqualTo(200);
                }
                assertThat(service.isReady())
                        .as("ready, clock %d s ahead", offset)
                        .isTrue();
            }
            uploader.verifyAll(service.api());
            assertThat(uploader.acknowledged()).isEqualTo(20);
            assertThat(service.output()).doesNotContain(" WARN ").doesNotContain(" ERROR ");
        }
    }

    private static void set(Path clock, long offset) throws IOException {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.nativeOrder())
                .putLong(offset)
                .array();
        try (RandomAccessFile file = new RandomAccessFile(clock.toFile(), "rw")) {
            file.write(bytes);
        }
    }

    /** Compiles the library that moves the clock. */
    private Path clockLibrary() throws Exception {
        Path library = folder.resolve("clock.so");
        String[] command = {"cc", "-shared", "-fPIC", "-o", library.toString(), "src/test/resources/process/clock.c"};
        try {
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .isZero();
        } catch (IOException e) {
            assumeThat(e).as("skipped: needs a C compiler: %s", e.getMessage()).isNull();
        }
        return library;
    }

    private static Socket halfARequest(ServiceProcess service) throws IOException {
        Socket socket = new Socket("localhost", service.port());
        send(socket, "GET /actuator/health/liveness HTTP/1.1\r\nHost: loc");
        ServiceProcess.pause(500);
        return socket;
    }

    /** @return the status line */
    private static String otherHalf(Socket socket) throws IOException {
        try (socket) {
            send(socket, "alhost\r\n\r\n");
            InputStream in = socket.getInputStream();
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)).readLine();
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
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

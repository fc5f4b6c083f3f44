package io.targetnode.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.targetnode.api.Api;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One client with many slow connections, on a heap of 512 MiB. {@code mvn -Pcrash test -Dtest=SlowClientsTest} opens 1,000 of each kind and waits
 * until the service has closed them.
 */
@TestInstance(Lifecycle.PER_CLASS)
class SlowClientsTest {

    private static final int SLOW = Integer.getInteger("slow.clients", 300);
    private static final boolean AWAITS_END = Boolean.getBoolean("slow.clients.end");
    private static final int LOOK_UPS = Integer.getInteger("slow.lookups", 50);
    private static final int HEAP_MIB = 512;
    private static final Duration END = Duration.ofSeconds(150);
    /** Less than the time after which Tomcat itself closes an idle connection. */
    private static final Duration SETTLED = Duration.ofSeconds(50);

    /** A machine that runs other tests beside needs more time. */
    private static final Duration FAST = AWAITS_END ? Duration.ofMillis(100) : Duration.ofSeconds(1);

    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int RANGES = 4_096;

    private static final String BODY_BYTES = "Content-Length: 5000000\r\n";
    private static final String LOOKUP = Api.TOPOLOGIES + "/small/lookup";

    private final ServiceProcess service;

    SlowClientsTest(@TempDir Path folder) {
        service = ServiceProcess.startWithHeap(
                        HEAP_MIB, folder.resolve("log"), "targetnode.data-dir=" + folder.resolve("data"))
                .ready();
        service.api().put("small", Api.example("mission.json"));
        assertThat(service.api().put("large", large()).statusCode()).isEqualTo(201);
    }

    @AfterAll
    void end() {
        service.close();
    }

    /** What each connection sends at once, and a byte that it sends again and again; 0 if it only reads nothing. */
    enum Way {
        UNREAD_SEGMENTS(get(Api.TOPOLOGIES + "/large/segments").repeat(40), 0),
        UNREAD_MEMINFO(get(Api.TOPOLOGIES + "/large/meminfo").repeat(40), 0),
        UNREAD_EXPORT(get("/api/v1/export").repeat(40), 0),
        UNREAD_LOOKUPS(get(LOOKUP + "?address=0").repeat(20_000), 0),
        JSON_UPLOAD(head("PUT", Api.TOPOLOGIES + "/slow", Api.JSON), ' '),
        FILE_UPLOAD(head("PUT", Api.TOPOLOGIES + "/slow", Api.TEXT), ' '),
        FORM(head("PUT", Api.TOPOLOGIES + "/slow", "multipart/form-data; boundary=B"), '-'),
        JSON_BATCH(head("POST", LOOKUP, Api.JSON), ' '),
        TEXT_BATCH(head("POST", LOOKUP, Api.TEXT), '0'),
        OCTET_BATCH(head("POST", LOOKUP, "application/octet-stream"), '0'),
        IMPORT(head("POST", "/api/v1/import", "application/x-ndjson"), ' '),
        UNKNOWN_PATH(head("POST", "/nothing/here", Api.JSON), ' '),
        BODY_OF_A_LOOKUP(head("GET", LOOKUP + "?address=0", Api.JSON), ' '),
        HEADERS("GET " + LOOKUP + "?address=0 HTTP/1.1\r\nX: ", 'x'),
        HALF_CLOSED(head("PUT", Api.TOPOLOGIES + "/slow", Api.JSON), 0);

        private final byte[] request;
        private final int drip;

        Way(String request, int drip) {
            this.request = request.getBytes(StandardCharsets.US_ASCII);
            this.drip = drip;
        }

        /** A stream may stay open at any rate; it occupies no thread. */
        boolean isStream() {
            return this == TEXT_BATCH || this == OCTET_BATCH;
        }

        private static String get(String path) {
            return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
        }

        private static String head(String method, String path, String type) {
            return method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\n" + BODY_BYTES
                    + "\r\n";
        }
    }

    @ParameterizedTest
    @EnumSource
    void slowConnectionsOfOneClientDelayNobody(Way way) {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < SLOW; i++) {
                slow.add(connect(way));
            }
            double seconds = awaitFullBuffers();
            long[] nanos = new long[LOOK_UPS];
            for (int i = 0; i < LOOK_UPS; i++) {
                drip(slow, way);
                nanos[i] = lookUp();
            }
            Arrays.sort(nanos);
            System.out.printf(
                    "%s: %d slow connections, busy for %.1f s, look-ups p50 %.1f ms, p99 %.1f ms%n",
                    way, SLOW, seconds, nanos[LOOK_UPS / 2] / 1e6, nanos[LOOK_UPS * 99 / 100] / 1e6);
            assertThat(exchange("/actuator/health/liveness")).startsWith("HTTP/1.1 200");
            if (AWAITS_END && !way.isStream()) {
                awaitEnd(slow, way);
            }
        } finally {
            slow.forEach(SlowClientsTest::close);
        }
    }

    /** The service is busy until the buffers of all connections are full. */
    private double awaitFullBuffers() {
        long start = System.nanoTime();
        await().atMost(SETTLED)
                .ignoreExceptions()
                .until(() -> IntStream.range(0, 10).allMatch(i -> lookUp() < FAST.toNanos()));
        return (System.nanoTime() - start) / 1e9;
    }

    private void awaitEnd(List<Socket> slow, Way way) {
        long start = System.nanoTime();
        await().atMost(END).pollInterval(Duration.ofMillis(500)).until(() -> {
            drip(slow, way);
            return sockets() < SLOW / 100;
        });
        System.out.printf("%s: all were closed after %.0f s%n", way, (System.nanoTime() - start) / 1e9);
    }

    private Socket connect(Way way) {
        Socket socket = new Socket();
        try {
            socket.setReceiveBufferSize(4 << 10);
            socket.connect(new InetSocketAddress("localhost", service.port()), TIMEOUT_MILLIS);
            if (way == Way.UNREAD_LOOKUPS) {
                sendWhatFits(socket, way.request);
            } else {
                socket.getOutputStream().write(way.request);
            }
            if (way == Way.HALF_CLOSED) {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            // The service has closed it.
        }
        return socket;
    }

    /** More than the buffers of both sides hold would block. */
    private static void sendWhatFits(Socket socket, byte[] bytes) {
        Thread sender = new Thread(() -> {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                // The service has closed it.
            }
        });
        sender.setDaemon(true);
        sender.start();
    }

    private static void drip(List<Socket> slow, Way way) {
        if (way.drip == 0) {
            return;
        }
        for (Socket socket : slow) {
            try {
                socket.getOutputStream().write(way.drip);
            } catch (IOException e) {
                // The service has closed it.
            }
        }
    }

    /** The number of sockets of the service. A client does not see the end of a connection before it has read all of an answer. */
    private long sockets() {
        try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(service.pid()), "fd"))) {
            return files.filter(SlowClientsTest::isSocket).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException e) {
            // The service has closed it.
            return false;
        }
    }

    private long lookUp() {
        long start = System.nanoTime();
        String answer = exchange(LOOKUP + "?address=0x20000000");
        long nanos = System.nanoTime() - start;
        assertThat(answer).startsWith("HTTP/1.1 200").endsWith("\r\n2\n");
        return nanos;
    }

    /** On a new connection, as a client that arrives now. */
    private String exchange(String path) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.connect(new InetSocketAddress("localhost", service.port()), TIMEOUT_MILLIS);
            String request = "GET " + path
                    + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/plain, */*\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String large() {
        return machine(RANGES, 0);
    }

    /** A machine of many ranges, and with a number in a label. */
    static String machine(int ranges, int number) {
        return IntStream.range(0, ranges)
                .mapToObj(i -> """
                        {"start":"0x%x","end":"0x%x","type":"system-ram","node":%d}""".formatted(
                                0x100000000L + 0x10000000L * i, 0x100000000L + 0x10000000L * i + 0xfffffff, i % 2))
                .collect(Collectors.joining(
                        ",", "{\"kernel\":\"7.3\",\"labels\":{\"n\":\"" + number + "\"},\"memory\":[", "]}"));
    }
}

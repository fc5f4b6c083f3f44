package io.targetnode.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.api.Api;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures a fleet on both stores: {@code mvn -Pfigures test}. Asserts only that the answers are right.
 * The service has 512 MiB of heap and shares the machine with this client and with PostgreSQL.
 */
@Tag("figures")
class FleetFiguresTest {

    private static final int TOPOLOGIES = Integer.getInteger("figures.topologies", 100_000);
    private static final int LAYOUTS = Integer.getInteger("figures.layouts", 400);
    private static final int REQUESTS = 1_000;
    private static final String TEMPLATE = "template-";
    private static final String NAME = "(name)";
    private static final int PROCESSORS = 64;
    private static final Pattern HEAP = Pattern.compile("used (\\d+)K");

    @TempDir
    private Path folder;

    @Test
    void embedded() throws Exception {
        measure("SQLite", "targetnode.data-dir=" + folder.resolve("data"));
    }

    @Test
    void postgres() throws Exception {
        try (PostgresServer postgres = new PostgresServer(folder.resolve("postgres"))) {
            measure("PostgreSQL", postgres.settings());
        }
    }

    private void measure(String store, String... settings) throws Exception {
        try (ServiceProcess service =
                ServiceProcess.start(folder.resolve("log"), settings).ready()) {
            long begun = System.nanoTime();
            importFleet(service.api(), TOPOLOGIES);
            double seconds = (System.nanoTime() - begun) / 1e9;
            print(
                    store,
                    "%,d topologies imported in %.1f s: %,.0f topologies/s"
                            .formatted(TOPOLOGIES, seconds, TOPOLOGIES / seconds));
            service.terminate();
            service.awaitEnd();
        }
        long begun = System.nanoTime();
        try (ServiceProcess service =
                ServiceProcess.start(folder.resolve("log"), settings).ready()) {
            print(store, "start with this fleet until ready: %.1f s".formatted((System.nanoTime() - begun) / 1e9));
            print(store, "heap used after start: %d MiB".formatted(heapMebibytes(service)));
            requests(store, service.api());
            print(store, "heap used at the end: %d MiB".formatted(heapMebibytes(service)));
        }
    }

    private void requests(String store, Api api) {
        time(store, "page of 100, anywhere", i -> api.get(Api.TOPOLOGIES + "?limit=100&cursor=" + cursor(i)));
        time(
                store,
                "page of 100 by prefix",
                i -> api.get(Api.TOPOLOGIES + "?limit=100&prefix=" + name(i).substring(0, 9)));
        time(
                store,
                "page of 100 by label",
                i -> api.get(Api.TOPOLOGIES + "?limit=100&label=rack=r1&cursor=" + cursor(i)));
        time(store, "audit of the fleet", i -> api.get("/api/v1/audit"));
        time(store, "audit of the fleet by label", i -> api.get("/api/v1/audit?label=rack=r1"));
        time(store, "audit of the fleet by verdict", i -> api.get("/api/v1/audit?verdict=fixed"));
        time(store, "first look-up of a topology", i -> api.get(lookup(i, TOPOLOGIES)));
        time(store, "look-up of one topology", i -> api.get(lookup(0, TOPOLOGIES)));
        time(store, "PUT of a new revision", i -> api.put(name(i), body(i)));
        time(store, "PUT of the same content", i -> api.put(name(i), body(i)));
    }

    private static void time(String store, String what, IntFunction<HttpResponse<String>> request) {
        long[] micros = new long[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            long begun = System.nanoTime();
            HttpResponse<String> response = request.apply(i);
            micros[i] = (System.nanoTime() - begun) / 1_000;
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        }
        Arrays.sort(micros);
        print(
                store,
                "%s: p50 %.2f ms, p99 %.2f ms"
                        .formatted(what, micros[REQUESTS / 2] / 1e3, micros[REQUESTS * 99 / 100] / 1e3));
    }

    /** Imports the export of one host of each layout under all names. */
    static void importFleet(Api api, int topologies) throws IOException {
        for (int layout = 0; layout < LAYOUTS; layout++) {
            api.put(TEMPLATE + layout, body(-1, layout));
        }
        List<String> revisions = api.get("/api/v1/export")
                .body()
                .lines()
                .filter(line -> line.contains(TEMPLATE))
                .map(line -> line.replaceFirst(TEMPLATE + "[0-9]+", Matcher.quoteReplacement(NAME)))
                .toList();
        assertThat(revisions).hasSize(LAYOUTS);
        PipedInputStream in = new PipedInputStream(1 << 16);
        PipedOutputStream pipe = new PipedOutputStream(in);
        Thread sender = new Thread(() -> {
            try (PrintStream out = new PrintStream(pipe, false, StandardCharsets.US_ASCII)) {
                out.print("{\"format\":\"targetnode-export\",\"version\":1,\"exportedAt\":\"2026-01-01T00:00:00Z\"}\n");
                for (int i = 0; i < topologies; i++) {
                    String revision = revisions.get(i % revisions.size());
                    out.print(revision.replace(NAME, name(i, topologies)) + "\n");
                }
                out.print("{\"end\":{\"revisions\":" + topologies + "}}\n");
            }
        });
        sender.start();
        HttpResponse<InputStream> imported =
                api.stream("/api/v1/import", BodyPublishers.ofInputStream(() -> in), "application/x-ndjson");
        String answer = new String(imported.body().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(imported.statusCode()).as(answer).isEqualTo(200);
    }

    static long heapMebibytes(ServiceProcess service) throws IOException {
        jcmd(service, "GC.run");
        Matcher used = HEAP.matcher(jcmd(service, "GC.heap_info"));
        long kibibytes = 0;
        // Sums the generations; the last line is the class space.
        for (int generation = 0; generation < 2 && used.find(); generation++) {
            kibibytes += Long.parseLong(used.group(1));
        }
        return kibibytes >> 10;
    }

    private static String jcmd(ServiceProcess service, String command) throws IOException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Process process = new ProcessBuilder(jcmd, String.valueOf(service.pid()), command).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    static String lookup(int i, int topologies) {
        return Api.TOPOLOGIES + "/" + name(i, topologies) + "/lookup?address=0x20000000";
    }

    private static String name(int i) {
        return name(i, TOPOLOGIES);
    }

    /** Spreads the requests over the fleet. */
    static String name(int i, int topologies) {
        return "host-%06d".formatted((int) (i * 7919L % topologies));
    }

    private static String cursor(int i) {
        return java.util.Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(name(i).getBytes(StandardCharsets.US_ASCII));
    }

    static String body(int number) {
        return body(number, 0);
    }

    /** A host with two nodes and a window. Each number makes a different host, and each layout has another size of RAM. */
    private static String body(int number, int layout) {
        StringBuilder processors = new StringBuilder();
        for (int i = 0; i < PROCESSORS; i++) {
            processors.append(i == 0 ? "" : ",").append("{\"proximityDomain\":%d}".formatted(i * 2 / PROCESSORS));
        }
        return """
                {"kernel": "7.3", "commandLine": "", "labels": {"rack": "r1", "number": "%d"},
                 "systemRam": [{"start": "0x0", "end": "0x1fffffff"}, {"start": "0x40000000", "end": "0x%x"}],
                 "processorAffinity": [%s],
                 "memoryAffinity": [{"start": "0x0", "end": "0x1fffffff", "proximityDomain": 0},
                                    {"start": "0x40000000", "end": "0x5fffffff", "proximityDomain": 0},
                                    {"start": "0x60000000", "end": "0x7fffffff", "proximityDomain": 1}],
                 "cxlWindows": [{"start": "0x20000000", "end": "0x2fffffff"}]}""".formatted(number, 0x7fffffff - layout * 0x100000, processors);
    }

    private static void print(String store, String line) {
        System.out.println(store + ": " + line);
    }
}

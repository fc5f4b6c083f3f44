package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.app.TargetnodeApplication;
import io.targetnode.store.Postgres;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Restores a backup of a server on the embedded store on a server with PostgreSQL, and back. */
class BackupRoundTripTest {

    private static final String EXPORT = "/api/v1/export";
    private static final String IMPORT = "/api/v1/import";

    @TempDir
    private static Path folder;

    private static final List<ConfigurableApplicationContext> SERVERS = new ArrayList<>();

    @AfterAll
    static void stop() {
        SERVERS.forEach(ConfigurableApplicationContext::close);
    }

    @Test
    void anImportedBackupGivesTheSameAnswersAndTheSameExport() throws IOException {
        Api first = server("--targetnode.data-dir=" + folder.resolve("first"));
        fill(first);
        Api second = server("--spring.datasource.url=" + Postgres.newDatabase());
        HttpResponse<String> backup = first.get(EXPORT);
        assertThat(backup.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        assertThat(backup.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"targetnode-export.ndjson\"");
        assertThat(second.send("POST", IMPORT, Api.LINES, backup.body()).body())
                .isEqualTo(
                        "{\"created\":4,\"revisions\":6,\"unchanged\":0,\"outdated\":0,\"deleted\":0,\"damaged\":0}\n");
        assertSame(first, second);
        Api third = server("--targetnode.data-dir=" + folder.resolve("third"));
        String back = second.get(EXPORT).body();
        assertThat(revisions(back)).isEqualTo(revisions(backup.body()));
        third.send("POST", IMPORT, Api.LINES, back);
        assertSame(first, third);
    }

    /** Stores the tables of a host, labels, a deleted topology, a history, and the longest possible document. */
    private static void fill(Api server) throws IOException {
        Path host = Path.of("src/test/resources/machines/E-seed-sandwich/7.3.4");
        byte[] form = new Form()
                .part("srat", Files.readAllBytes(host.resolve("SRAT.bin")))
                .part("cedt", Files.readAllBytes(host.resolve("CEDT.bin")))
                .part("dmesg", Files.readAllBytes(host.resolve("dmesg.txt")))
                .field("label", "größe=\uD83D\uDC27")
                .end();
        put(server, "host", form);
        byte[] longest = new Form()
                .part("srat", sratOfShortestEntries())
                .part("dmesg", Files.readAllBytes(host.resolve("dmesg.txt")))
                .end();
        put(server, "longest", longest);
        server.put("gone", Api.example("mission.json"));
        server.send("DELETE", Api.TOPOLOGIES + "/gone", BodyPublishers.noBody());
        for (String kernel : List.of("6.12.74", "7.3", "6.18.16")) {
            server.put("history", Api.example("mission.json").replace("7.3", kernel));
        }
        server.put("view", Api.example("firmware-view.json"));
    }

    private static void put(Api server, String name, byte[] form) {
        HttpResponse<String> stored = server.send(
                "PUT", Api.TOPOLOGIES + "/" + name, BodyPublishers.ofByteArray(form), "Content-Type", Form.TYPE);
        assertThat(stored.statusCode()).as(stored.body()).isEqualTo(201);
    }

    /** 1 MiB of table entries of one byte each, which become lists of four elements in the document. */
    private static byte[] sratOfShortestEntries() {
        byte[] table = new byte[1 << 20];
        Arrays.fill(table, 48, table.length, (byte) 1);
        ByteBuffer.wrap(table)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("SRAT".getBytes(StandardCharsets.US_ASCII))
                .putInt(table.length)
                .put((byte) 3);
        int sum = 0;
        for (byte b : table) {
            sum += b;
        }
        table[9] = (byte) -sum;
        return table;
    }

    private static void assertSame(Api first, Api second) {
        List<String> paths = Stream.of("host", "history", "view")
                .flatMap(name -> Stream.of(
                                "",
                                "/lookup?address=0x20000000",
                                "/lookup?address=0x20000000&kernel=6.12.74",
                                "/revisions")
                        .map(read -> Api.TOPOLOGIES + "/" + name + read))
                .toList();
        for (String path : paths) {
            assertSame(path, first, second);
        }
        assertSame(Api.TOPOLOGIES, first, second);
        assertSame(Api.TOPOLOGIES + "/longest", first, second);
        assertSame(Api.TOPOLOGIES + "?label=rack%3Dr1", first, second);
        assertSame(Api.TOPOLOGIES + "/history?revision=1", first, second);
        assertSame(Api.TOPOLOGIES + "/history/meminfo?revision=2", first, second);
        assertThat(second.get(Api.TOPOLOGIES + "/gone").statusCode()).isEqualTo(404);
    }

    private static void assertSame(String path, Api first, Api second) {
        HttpResponse<String> answer = first.get(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        HttpResponse<String> other = second.get(path);
        assertThat(other.body()).isEqualTo(answer.body());
        assertThat(other.headers().firstValue("ETag"))
                .isEqualTo(answer.headers().firstValue("ETag"))
                .isPresent();
    }

    /** The backup without its header, which contains the time of the export. */
    private static String revisions(String backup) {
        return backup.substring(backup.indexOf('\n'));
    }

    private static Api server(String... settings) {
        String[] arguments =
                Stream.concat(Stream.of("--server.port=0"), Stream.of(settings)).toArray(String[]::new);
        ConfigurableApplicationContext server =
                new SpringApplicationBuilder(TargetnodeApplication.class).run(arguments);
        SERVERS.add(server);
        return new Api(server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }
}

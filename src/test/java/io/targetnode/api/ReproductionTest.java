package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The archive that reproduces a layout in QEMU. */
@ServerTest
class ReproductionTest {

    private static final String TOPOLOGY = Api.TOPOLOGIES + "/t-reproduce";

    private final Api api;
    private final int port;

    ReproductionTest(@LocalServerPort int port) {
        this.api = new Api(port);
        this.port = port;
    }

    @BeforeEach
    void theExample() {
        assertThat(api.put("t-reproduce", Api.example("firmware-view.json")).statusCode())
                .isBetween(200, 201);
    }

    @Test
    void theArchiveHoldsTheTablesAndTheCommand() throws IOException, InterruptedException {
        HttpResponse<byte[]> response = get(TOPOLOGY + "/reproduce?kernel=6.12.74");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-tar");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"t-reproduce-reproduce.tar\"");
        Map<String, byte[]> files = files(new TarArchiveInputStream(new ByteArrayInputStream(response.body())));
        assertThat(files.keySet())
                .containsExactly("README.txt", "run.sh", "CEDT.aml", "SRAT.aml", "acpi-override.cpio");
        assertThat(Srat.parse(file(files, "SRAT.aml")).warnings()).isEmpty();
        assertThat(Cedt.parse(file(files, "CEDT.aml")).table().windows()).hasSize(1);
        assertThat(new String(file(files, "run.sh"), StandardCharsets.UTF_8))
                .startsWith("#!/bin/sh\n")
                .contains(
                        "-m 2097280k",
                        "-acpitable file=\"$here/SRAT.aml\"",
                        "-append \"console=ttyS0 nokaslr memmap=0x20000000%0x20000000-1 memmap=0x10000000%0x20000000+0xefffffff\"");
        assertThat(new String(file(files, "README.txt"), StandardCharsets.UTF_8))
                .contains(
                        "for kernel 6.12.74",
                        "    NUMA: Node 0 [mem 0x00001000-0x1fffffff] + [mem 0x40000000-0x5fffffff] -> [mem 0x00001000-0x5fffffff]",
                        "    0x20000000: target_node 0");
        Map<String, byte[]> override =
                files(new CpioArchiveInputStream(new ByteArrayInputStream(file(files, "acpi-override.cpio"))));
        assertThat(override.keySet()).containsExactly("kernel/firmware/acpi/CEDT.aml", "kernel/firmware/acpi/SRAT.aml");
        assertThat(override.get("kernel/firmware/acpi/SRAT.aml")).isEqualTo(files.get("SRAT.aml"));
    }

    @Test
    void theArchiveIsAlwaysTheSameAndIsRevalidated() throws IOException, InterruptedException {
        HttpResponse<byte[]> first = get(TOPOLOGY + "/reproduce");
        HttpResponse<byte[]> second = get(TOPOLOGY + "/reproduce");
        assertThat(second.body()).isEqualTo(first.body());
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(api.get(TOPOLOGY + "/reproduce", "If-None-Match", tag).statusCode())
                .isEqualTo(304);
        assertThat(api.get(TOPOLOGY + "/reproduce?kernel=6.1", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void anUploadIsReproducedWithoutBeingStored() {
        HttpResponse<String> response = api.send(
                "POST",
                "/api/v1/replay/reproduce",
                BodyPublishers.ofString(Api.example("mission.json")),
                "Content-Type",
                Api.JSON,
                "Accept",
                "application/x-tar");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"replay-reproduce.tar\"");
        assertThat(response.headers().firstValue("ETag")).isEmpty();
    }

    @Test
    void whatCannotBeReproducedIsA422WithTheReason() {
        api.put("t-reproduce", Api.example("arm64.json"));
        HttpResponse<String> arm64 = api.get(TOPOLOGY + "/reproduce");
        assertThat(arm64.statusCode()).isEqualTo(422);
        assertThat(arm64.body()).contains("/problems/not-reproducible", "this one is of arm64");
        assertThat(api.get(TOPOLOGY + "/reproduce", "Accept", "application/json")
                        .statusCode())
                .isEqualTo(406);
    }

    @Test
    void theAuditOfAnAffectedMachineNamesTheArchive() {
        JsonNode affected = Api.json(api.get(TOPOLOGY + "/audit?kernel=6.12.74%2Bdeb12-amd64"));
        assertThat(affected.get("reproduce").asString())
                .isEqualTo("/api/v1/topologies/t-reproduce/reproduce?revision=%d&kernel=6.12.74%%2Bdeb12-amd64"
                        .formatted(affected.get("revision").asInt()));
        assertThat(api.get(affected.get("reproduce").asString()).statusCode()).isEqualTo(200);
        assertThat(api.get(TOPOLOGY + "/audit?kernel=6.12.74", "Accept", "text/plain")
                        .body())
                .contains("reproduce in QEMU: GET /api/v1/topologies/t-reproduce/reproduce?");
        assertThat(Api.json(api.get(TOPOLOGY + "/audit?kernel=7.3"))
                        .get("reproduce")
                        .isNull())
                .isTrue();
        assertThat(Api.json(api.send(
                                "POST", "/api/v1/replay/audit?kernel=6.12.74", Api.JSON, Api.example("mission.json")))
                        .get("reproduce")
                        .isNull())
                .isTrue();
    }

    private static byte[] file(Map<String, byte[]> files, String name) {
        return Objects.requireNonNull(files.get(name));
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://localhost:" + port + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
    }

    private static <E extends ArchiveEntry> Map<String, byte[]> files(ArchiveInputStream<E> archive)
            throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (InputStream in = archive) {
            for (E entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (!entry.isDirectory()) {
                    files.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return files;
    }
}

package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.topology.intake.Archives;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Uploads the unchanged files of real machines. */
@ServerTest
class HostFilesTest {

    private static final Path MACHINES = Path.of("src/test/resources/machines");
    private static final Path SANDWICH = MACHINES.resolve("E-seed-sandwich/7.3.4");

    private final Api api;

    HostFilesTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @ParameterizedTest
    @MethodSource("boots")
    void everyBootIsAnsweredAsByItsKernel(Path boot) throws IOException {
        Form form = new Form().part("dmesg", Files.readAllBytes(boot.resolve("dmesg.txt")));
        addIfPresent(form, "srat", boot.resolve("SRAT.bin"));
        addIfPresent(form, "cedt", boot.resolve("CEDT.bin"));
        assertThat(put("host", form).statusCode()).isLessThan(300);
        List<String[]> answers = Files.readAllLines(boot.resolve("answers.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t"))
                .toList();
        String addresses = answers.stream().map(answer -> answer[0]).collect(Collectors.joining("\n"));
        String nodes = api.send("POST", "/api/v1/topologies/host/lookup", Api.TEXT, addresses)
                .body();
        assertThat(nodes.lines().toList())
                .isEqualTo(answers.stream().map(answer -> answer[1]).toList());
        for (String[] answer : answers) {
            JsonNode lookup = Api.json(api.get("/api/v1/topologies/host/lookup?address=" + answer[0]));
            assertThat(lookup.get("hotAddNode").asString()).as(answer[0]).isEqualTo(answer[2]);
        }
    }

    static Stream<Path> boots() throws IOException {
        try (Stream<Path> files = Files.walk(MACHINES)) {
            return files.filter(file -> file.endsWith("answers.tsv")).map(Path::getParent).sorted().toList().stream();
        }
    }

    /** This is the kernel bug: a region was created in the window between ranges of node 0, and its memory went to node 0. */
    @Test
    void memoryOnTheWrongNodeIsReportedWithItsNodeAndTheExpectedNode() throws IOException {
        assertThat(put("host-affected", shown("E-seed-sandwich/6.12.74")).statusCode())
                .isEqualTo(201);
        JsonNode lookup = Api.json(api.get("/api/v1/topologies/host-affected/lookup?address=0x20000000"));
        assertThat(lookup.get("targetNode").asInt()).isZero();
        assertThat(lookup.get("onlineNode").asInt()).isZero();
        JsonNode fixed = Api.json(
                api.get("/api/v1/topologies/host-affected/lookup?address=0x20000000&kernel=6.12.107&explain=true"));
        assertThat(fixed.get("targetNode").asInt()).isEqualTo(2);
        assertThat(fixed.get("onlineNode").asInt()).isZero();
        assertThat(fixed.at("/explanation").toString()).contains("online on node 0");
        String text = api.get("/api/v1/topologies/host-affected/verification", "Accept", Api.TEXT)
                .body();
        assertThat(text)
                .startsWith("verified")
                .contains(
                        "is online on node 0, as prefer-online of 6.12.74+deb12-amd64 predicts; a kernel with the fix would have put it on node 2");
        assertThat(Api.json(api.get("/api/v1/topologies/host-affected/verification?kernel=6.12.107"))
                        .get("verdict")
                        .asString())
                .isEqualTo("contradicted");
    }

    /** The third node of this machine is that of its window. */
    @Test
    void aBootLogWithoutTheCedtGivesNoAllClear() throws IOException {
        String log = Files.readString(MACHINES.resolve("E-seed-sandwich/6.12.74/dmesg.txt"));
        assertThat(auditText(log))
                .contains("; 6.12.74+deb12-amd64 prefer-online; without CEDT")
                .contains("The log shows node 2 without memory: it may be the node of a window. [table-not-uploaded]")
                .contains("remedy: Upload the CEDT: a window may lie between RAM ranges of one node.");
        String more = log.replaceFirst("(\\[[^]]*] Initmem setup node )2( as memoryless)", "$0\n$13$2");
        assertThat(auditText(more))
                .contains("The log shows nodes 2, 3 without memory: they may be the nodes of windows.");
        assertThat(auditText(log.replaceFirst("(?m)^.*Initmem setup node 2 as memoryless\\R", "")))
                .contains("without CEDT")
                .doesNotContain("without memory");
    }

    private String auditText(String log) {
        byte[] form = new Form()
                .part("dmesg", log.getBytes(StandardCharsets.ISO_8859_1))
                .end();
        return api.send(
                        "POST",
                        "/api/v1/replay/audit",
                        BodyPublishers.ofByteArray(form),
                        "Content-Type",
                        Form.TYPE,
                        "Accept",
                        Api.TEXT)
                .body();
    }

    @ParameterizedTest
    @MethodSource("boots")
    void everyMachineIsVerifiedOrConsistent(Path boot) throws IOException {
        assertThat(put("host-shown", shown(MACHINES.relativize(boot).toString()))
                        .statusCode())
                .isLessThan(300);
        JsonNode verification = Api.json(api.get("/api/v1/topologies/host-shown/verification"));
        assertThat(verification.get("verdict").asString()).isIn("verified", "consistent");
        assertThat(verification.at("/counts/contradicts").asInt()).isZero();
        assertThat(verification.at("/counts/agrees").asInt()).isGreaterThan(10);
        JsonNode resource = Api.json(api.get("/api/v1/topologies/host-shown"));
        assertThat(resource.get("exactness").asString()).isEqualTo("exact");
        String unused = resource.get("unused").toString();
        assertThat(resource.get("sources")).allSatisfy(source -> {
            boolean saidWhyNot = unused.contains("\"" + source.get("format").asString() + ": ");
            assertThat(saidWhyNot || !source.get("read").isEmpty())
                    .as(source.toString())
                    .isTrue();
        });
    }

    /** The complete output of a machine, from before and after a region was created. */
    private static Form shown(String machine) throws IOException {
        Path boot = MACHINES.resolve(machine);
        Form form = new Form();
        addIfPresent(form, "srat", boot.resolve("SRAT.bin"));
        addIfPresent(form, "cedt", boot.resolve("CEDT.bin"));
        addIfPresent(form, "dmesg", boot.resolve("dmesg.txt"));
        addIfPresent(form, "iomem", boot.resolve("after/iomem.txt"));
        addIfPresent(form, "memoryBlocks", boot.resolve("after/memory-blocks.txt"));
        addIfPresent(form, "nodes", boot.resolve("after/nodes.txt"));
        addIfPresent(form, "memoryTiers", boot.resolve("after/memory-tiers.txt"));
        addIfPresent(form, "daxctl", boot.resolve("after/daxctl-list.json"));
        addIfPresent(form, "cxl", boot.resolve("after/cxl-list-vvv.json"));
        return form;
    }

    @Test
    void fieldsOverrideTheLogAndLabelsAreStored() throws IOException {
        Form form =
                sandwich().field("kernel", "6.12.74").field("label", "rack=r1").field("label", "row=7");
        JsonNode resource = Api.json(put("host-fields", form));
        assertThat(resource.get("kernel").asString()).isEqualTo("6.12.74");
        assertThat(resource.get("labels").toString()).isEqualTo("{\"rack\":\"r1\",\"row\":\"7\"}");
        assertThat(resource.get("sources")).hasSize(3);
    }

    @Test
    void aPostWithANameInTheFormCreatesATopology() throws IOException {
        byte[] form = sandwich().field("name", "host-named").end();
        HttpResponse<String> created =
                api.send("POST", Api.TOPOLOGIES, BodyPublishers.ofByteArray(form), "Content-Type", Form.TYPE);
        assertThat(created.headers().firstValue("Location")).contains("/api/v1/topologies/host-named");
    }

    @Test
    void aTruncatedTableIsRefusedWithItsByteOffset() throws IOException {
        byte[] srat = Files.readAllBytes(SANDWICH.resolve("SRAT.bin"));
        JsonNode problem = Api.json(put("never", new Form().part("srat", Arrays.copyOf(srat, 100))));
        assertThat(problem.get("type").asString()).isEqualTo("/problems/malformed-file");
        assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo("srat, byte offset 4");
    }

    @Test
    void anIomemThatWasReadWithoutRootIsRefusedWithAdvice() {
        String blind = "00000000-00000000 : System RAM\n00000000-00000000 : Reserved\n";
        JsonNode problem = Api.json(put("never", new Form().part("iomem", blind.getBytes(StandardCharsets.US_ASCII))));
        assertThat(problem.get("status").asInt()).isEqualTo(400);
        assertThat(problem.get("detail").asString()).contains("root");
    }

    @Test
    void aTextIsRecognisedByItsContent() throws IOException {
        String log = Files.readString(SANDWICH.resolve("dmesg.txt"));
        JsonNode replay = Api.json(api.send("POST", "/api/v1/replay", Api.TEXT, log));
        assertThat(replay.at("/resource/sources/0/format").asString()).isEqualTo("dmesg");
        assertThat(replay.at("/resource/kernelVersion").asString()).isEqualTo("7.3.4");
        String iomem = Files.readString(SANDWICH.resolve("iomem.txt"));
        JsonNode ram = Api.json(api.send("POST", "/api/v1/replay", Api.TEXT, iomem));
        assertThat(ram.at("/resource/sources/0/format").asString()).isEqualTo("iomem");
    }

    @Test
    void aBundleIsAcceptedUnderAnyName() throws IOException {
        byte[] bundle = new Archives()
                .file("x/SRAT", Files.readAllBytes(SANDWICH.resolve("SRAT.bin")))
                .file("x/CEDT", Files.readAllBytes(SANDWICH.resolve("CEDT.bin")))
                .file("x/dmesg.txt.gz", Archives.gzip(Files.readAllBytes(SANDWICH.resolve("dmesg.txt"))))
                .file("secret-name", "something else".getBytes(StandardCharsets.US_ASCII))
                .tarGz();
        for (String type : List.of(
                "application/gzip", "application/x-gzip", "application/x-tar", "application/octet-stream", Api.TEXT)) {
            HttpResponse<String> replay =
                    api.send("POST", "/api/v1/replay", BodyPublishers.ofByteArray(bundle), "Content-Type", type);
            JsonNode resource = Api.json(replay).path("resource");
            assertThat(resource.path("exactness").asString()).as(type).isEqualTo("exact");
            assertThat(resource.path("sources")).hasSize(3);
            assertThat(replay.body())
                    .contains("body, member 4: its format is not recognised")
                    .doesNotContain("secret-name");
        }
        assertThat(put("host-bundle", new Form().part("file", bundle)).statusCode())
                .isEqualTo(201);
    }

    @Test
    void aRawTableIsAccepted() throws IOException {
        byte[] srat = Files.readAllBytes(SANDWICH.resolve("SRAT.bin"));
        HttpResponse<String> replay = api.send(
                "POST", "/api/v1/replay", BodyPublishers.ofByteArray(srat), "Content-Type", "application/octet-stream");
        assertThat(Api.json(replay).at("/resource/sources/0/format").asString()).isEqualTo("srat");
    }

    @Test
    void partsNamedFileAreRecognisedByTheirContent() throws IOException {
        Form form = new Form()
                .part("file", Files.readAllBytes(SANDWICH.resolve("dmesg.txt")))
                .part("file", Files.readAllBytes(SANDWICH.resolve("SRAT.bin")))
                .part("file", Files.readAllBytes(SANDWICH.resolve("CEDT.bin")))
                .part("file", "<topology>".getBytes(StandardCharsets.US_ASCII));
        JsonNode resource = Api.json(put("host-files", form));
        assertThat(resource.get("exactness").asString()).isEqualTo("exact");
        assertThat(resource.toString()).contains("file 4: an hwloc topology: the firmware's tables");
    }

    @Test
    void aPartWithTheContentOfAnotherFileIsRefused() throws IOException {
        JsonNode problem =
                Api.json(put("never", new Form().part("iomem", Files.readAllBytes(SANDWICH.resolve("dmesg.txt")))));
        assertThat(problem.get("status").asInt()).isEqualTo(400);
        assertThat(problem.get("detail").asString()).isEqualTo("iomem: it is a boot log; send it as the part dmesg");
    }

    @Test
    void filesThatDoNotDescribeAMachineAreRefusedWithTheReason() {
        JsonNode problem = Api.json(api.send("POST", "/api/v1/replay", Api.TEXT, "qemu-system-x86_64 -M q35 -m 4G\n"));
        assertThat(problem.get("status").asInt()).isEqualTo(400);
        assertThat(problem.get("detail").asString())
                .startsWith("body: a QEMU command line: the firmware's tables cannot be reconstructed from it");
        assertThat(Api.json(api.send("POST", "/api/v1/replay", Api.TEXT, Api.example("mission.json")))
                        .get("detail")
                        .asString())
                .isEqualTo("body: a topology as JSON: send it as application/json");
        JsonNode incomplete =
                Api.json(api.send("POST", "/api/v1/replay", Api.TEXT, "available: 1 nodes (0)\nnode 0 size: 962 MB\n"));
        assertThat(incomplete.get("status").asInt()).isEqualTo(422);
        assertThat(incomplete.get("type").asString()).isEqualTo("/problems/incomplete-machine");
        assertThat(incomplete.get("detail").asString())
                .startsWith("usable RAM is unknown: numactl shows sizes of nodes without addresses.");
    }

    private static Form sandwich() throws IOException {
        return new Form()
                .part("srat", Files.readAllBytes(SANDWICH.resolve("SRAT.bin")))
                .part("cedt", Files.readAllBytes(SANDWICH.resolve("CEDT.bin")))
                .part("dmesg", Files.readAllBytes(SANDWICH.resolve("dmesg.txt")));
    }

    private static void addIfPresent(Form form, String part, Path file) throws IOException {
        if (Files.exists(file)) {
            form.part(part, Files.readAllBytes(file));
        }
    }

    private HttpResponse<String> put(String name, Form form) {
        return api.send(
                "PUT", Api.TOPOLOGIES + "/" + name, BodyPublishers.ofByteArray(form.end()), "Content-Type", Form.TYPE);
    }
}

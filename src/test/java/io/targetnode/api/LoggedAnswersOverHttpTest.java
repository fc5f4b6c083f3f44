package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The stub in every view over HTTP. */
@ServerTest
class LoggedAnswersOverHttpTest {

    private static final Path CASES = Path.of("src/test/resources/field-cases");
    private static final String STUB = Api.TOPOLOGIES + "/t-stub";
    private static final List<String> ADDRESSES =
            List.of("0x0", "0x190000000", "0x28fffffff", "0x300000000", "0xffffffffffffffff");

    private final Api api;

    LoggedAnswersOverHttpTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @BeforeEach
    void upload() throws IOException {
        put("t-stub", new Form().part("file", Files.readAllBytes(CASES.resolve("target-node-lines/dmesg.txt"))));
    }

    private void put(String name, Form form) {
        HttpResponse<String> stored = api.send(
                "PUT", Api.TOPOLOGIES + "/" + name, BodyPublishers.ofByteArray(form.end()), "Content-Type", Form.TYPE);
        assertThat(stored.statusCode()).as(stored.body()).isLessThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&unit=bytes", "&kernel=6.4.0-rc6-dev-00055-g0c0df63177e3", "&rule=stub"})
    void everyLookUpAnswersNode0(String query) {
        for (String address : ADDRESSES) {
            JsonNode answer = Api.json(api.get(STUB + "/lookup?address=" + address + query));
            assertThat(answer.get("rule").asString()).isEqualTo("stub");
            assertThat(answer.get("targetNode").asInt()).isZero();
            assertThat(answer.get("hotAddNode").asInt()).isZero();
            assertThat(api.get(STUB + "/lookup?address=" + address + query, "Accept", Api.TEXT)
                            .body())
                    .isEqualTo("0\n");
        }
    }

    @Test
    void anotherReleaseOrRuleAnswersByItself() {
        for (String query : List.of("&kernel=6.12.74", "&rule=prefer-online", "&rule=prefer-reserved")) {
            JsonNode answer = Api.json(api.get(STUB + "/lookup?address=0x300000000" + query));
            assertThat(answer.get("targetNode").asInt()).as(query).isEqualTo(-1);
            assertThat(answer.get("rule").asString()).startsWith("prefer-");
        }
    }

    @Test
    void everyBatchAnswersNode0() throws IOException, InterruptedException {
        String json = "{\"addresses\":[\"" + String.join("\",\"", ADDRESSES) + "\"]}";
        assertThat(api.send("POST", STUB + "/lookup", Api.TEXT, String.join("\n", ADDRESSES))
                        .body())
                .isEqualTo("0\n".repeat(ADDRESSES.size()));
        JsonNode answers = Api.json(api.send("POST", STUB + "/lookup", Api.JSON, json));
        assertThat(answers.get("rule").asString()).isEqualTo("stub");
        assertThat(answers.get("nodes").toString()).isEqualTo("[0,0,0,0,0]");
        for (String query : List.of("", "?unit=bytes")) {
            HttpRequest octets = HttpRequest.newBuilder(URI.create(api.base() + STUB + "/lookup" + query))
                    .header("Content-Type", "application/octet-stream")
                    .POST(BodyPublishers.ofByteArray(Octets.of(0, 0x190000000L, 1L << 63, -1L)))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(octets, BodyHandlers.ofByteArray())
                            .body())
                    .isEqualTo(new byte[16]);
        }
    }

    @Test
    void theSegmentsCoverEveryAddressWithNode0() {
        JsonNode segments =
                Api.json(api.get(STUB + "/segments", "Accept", Api.JSON)).get("segments");
        assertThat(segments.get(0).get("start").asString()).isEqualTo("0x0");
        assertThat(segments.get(segments.size() - 1).get("end").asString()).isEqualTo("0xffffffffffffffff");
        for (JsonNode segment : segments) {
            assertThat(segment.get("targetNode").asInt()).isZero();
        }
        assertThat(api.get(STUB + "/segments?node=-1", "Accept", "text/csv").body())
                .isEqualTo("start,end,targetNode,backing\r\n");
    }

    @Test
    void theExplanationSaysThatNoListIsSearched() {
        String text = api.get(STUB + "/lookup?address=0x190000000&explain=true", "Accept", Api.TEXT)
                .body();
        assertThat(text)
                .contains(
                        "target node  0. The kernel's stub searches no list and answers node 0 for every address.",
                        "rule         stub: phys_to_target_node() is a stub, which searches no list: node 0 is the answer for every address",
                        "other rule   prefer-reserved would answer ");
    }

    @Test
    void theVerificationShowsTheLines() {
        JsonNode verification = Api.json(api.get(STUB + "/verification"));
        assertThat(verification.get("rule").asString()).isEqualTo("stub");
        assertThat(verification.toString()).contains("\"what\":\"lookup\"", "\"speaksFor\":\"stub\"");
        assertThat(Api.json(api.get(STUB + "/verification?rule=prefer-online"))
                        .get("verdict")
                        .asString())
                .isEqualTo("contradicted");
    }

    @Test
    void anExportIsImportedWithTheRule() {
        List<String> export = api.get("/api/v1/export").body().lines().toList();
        String copies = export.stream()
                .filter(line -> !line.contains("\"document\"") || line.contains("\"t-stub\""))
                .map(line -> line.replace("\"t-stub\"", "\"t-stub-copy\"")
                                .replaceAll("\"revisions\":\\d+", "\"revisions\":1")
                        + "\n")
                .reduce("", String::concat);
        HttpResponse<String> imported = api.send("POST", "/api/v1/import", Api.LINES, copies);
        assertThat(imported.statusCode()).as(imported.body()).isEqualTo(200);
        String copy = Api.TOPOLOGIES + "/t-stub-copy";
        assertThat(Api.json(api.get(copy)).get("digest"))
                .isEqualTo(Api.json(api.get(STUB)).get("digest"));
        assertThat(Api.json(api.get(copy + "/lookup?address=0x300000000"))
                        .get("rule")
                        .asString())
                .isEqualTo("stub");
    }

    @Test
    void numaThatXenTurnedOffIsAWarning() throws IOException {
        put(
                "t-xen",
                new Form()
                        .part("file", Files.readAllBytes(CASES.resolve("xen-numa-off/dmesg.txt")))
                        .part("file", Files.readAllBytes(CASES.resolve("xen-numa-off/SRAT"))));
        assertThat(api.get(Api.TOPOLOGIES + "/t-xen/lookup?address=0x100000000", "Accept", Api.TEXT)
                        .body())
                .isEqualTo("0\n");
        assertThat(api.get(Api.TOPOLOGIES + "/t-xen").body()).contains("Xen PV domain", "numa-off");
        assertThat(api.get(Api.TOPOLOGIES + "/t-xen/verification").body()).doesNotContain("other-firmware");
    }

    @Test
    void aKernelWithoutNumaAnswersNode0() throws IOException {
        put("t-no-numa", new Form().part("file", Files.readAllBytes(CASES.resolve("no-numa-kernel/dmesg.txt"))));
        assertThat(api.get(Api.TOPOLOGIES + "/t-no-numa/lookup?address=0x200000000", "Accept", Api.TEXT)
                        .body())
                .isEqualTo("0\n");
        assertThat(api.get(Api.TOPOLOGIES + "/t-no-numa").body()).contains("built without CONFIG_NUMA");
    }
}

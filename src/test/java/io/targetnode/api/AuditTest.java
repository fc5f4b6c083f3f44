package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.targetnode.analysis.audit.FindingType;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServerTest
class AuditTest {

    private static final String PATH = Api.TOPOLOGIES + "/t-audit/audit";
    private static final String REPLAY = "/api/v1/replay/audit";
    private static final String SARIF = "application/sarif+json";

    private final Api api;

    AuditTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @BeforeEach
    void theExample() {
        assertThat(api.put("t-audit", Api.example("firmware-view.json")).statusCode())
                .isBetween(200, 201);
    }

    @Test
    void theAnswerHasTheFieldsOfTheContract() {
        HttpResponse<String> response = api.get(PATH + "?kernel=6.12.74");
        JsonNode audit = Api.json(response);
        assertThat(audit.get("topology").asString()).isEqualTo("t-audit");
        assertThat(audit.get("revision").asInt()).isPositive();
        assertThat(audit.get("kernel").asString()).isEqualTo("6.12.74");
        assertThat(audit.get("rule").asString()).isEqualTo("prefer-online");
        assertThat(audit.get("verdict").asString()).isEqualTo("affected");
        assertThat(audit.get("affectedBytes").asLong()).isEqualTo(268435456);
        assertThat(audit.get("fingerprint").asString()).hasSize(32);
        JsonNode finding = audit.at("/findings/0");
        assertThat(finding.get("id").asString()).isEqualTo("window-inside-ram-span");
        assertThat(finding.get("severity").asString()).isEqualTo("error");
        assertThat(finding.get("start").asString()).isEqualTo("0x20000000");
        assertThat(finding.get("end").asString()).isEqualTo("0x2fffffff");
        assertThat(finding.at("/origin/source").asString()).isEqualTo("cedt");
        assertThat(finding.at("/origin/entry").asInt()).isZero();
        assertThat(finding.get("remedy").asString()).contains("6.12.75");
        assertThat(finding.get("link").asString()).isEqualTo("/findings/window-inside-ram-span");
        assertThat(audit.at("/counts/error").asInt()).isEqualTo(2);
        assertThat(audit.get("omitted").asInt()).isZero();
        assertThat(response.headers().firstValue("Targetnode-Kernel")).hasValue("6.12.74");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kernel=6.12.74 | Memory of window 0 goes to node 0 on 6.12.74. It should go to node 2. Fixed in 6.12.75.",
                "kernel=6.1.176 | Memory of window 0 goes to node 0 on 6.1.176. It should go to node 2. Fixed in 6.12.75, 6.18.16, 6.19.6 and 7.0.",
                "kernel=6.12.74%2Bdeb13-amd64 | Memory of window 0 goes to node 0 on 6.12.74+deb13-amd64. It should go to node 2. Fixed upstream in 6.12.75.",
                "kernel=7.3 | Memory of window 0 goes to node 2 on 7.3, as it should. A kernel without the look-up fix gives it node 0.",
                "kernel=5.15 | No memory gets a wrong node because of the look-up on 5.15: the kernel's two lists disagree at no address.",
                "kernel=7.3&rule=stub | 7.3 with the rule stub has no NUMA lists for this look-up and answers node 0 for every address."
            })
    void theSummarySaysWhereMemoryGoesAndWhereItShouldGo(String query, String summary) {
        HttpResponse<String> answer = api.get(PATH + "?" + query);
        assertThat(String.join(" ", sentences(answer))).isEqualTo(summary);
        JsonNode fixedIn = Api.json(answer).get("fixedIn");
        assertThat(fixedIn.isEmpty()).isEqualTo(!summary.contains("Fixed"));
        fixedIn.forEach(release -> assertThat(summary).contains(release.asString()));
    }

    @Test
    void theSummaryNamesARejectionAndTheOtherErrors() {
        String off = Api.example("firmware-view.json").replace("\"quiet\"", "\"numa=off\"");
        assertThat(off).contains("numa=off");
        assertThat(sentences(api.send("POST", REPLAY + "?kernel=7.3", Api.JSON, off)))
                .first()
                .asString()
                .startsWith("7.3 does not use the NUMA configuration: all memory is in node 0. ");
        String overlapping = """
                {"systemRam": [{"start": "0x0", "end": "0x3fffffff"}], "memoryAffinity": [
                {"start": "0x0", "end": "0x2fffffff", "proximityDomain": 0},
                {"start": "0x20000000", "end": "0x3fffffff", "proximityDomain": 1}]}""";
        assertThat(sentences(api.send("POST", REPLAY + "?kernel=7.3", Api.JSON, overlapping)))
                .singleElement()
                .asString()
                .matches(
                        "7.3 does not use the NUMA configuration: all memory is in node 0. Node 0 .* overlaps with node 1 .*");
        String outOfRange = overlapping.replace("\"proximityDomain\": 1", "\"proximityDomain\": 5000");
        assertThat(sentences(api.send("POST", REPLAY + "?kernel=7.3", Api.JSON, outOfRange)))
                .last()
                .isEqualTo("The audit finds an error: Proximity domain out of range.");
    }

    @Test
    void theSummaryOfManyWindowsIsShort() {
        StringBuilder memory = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            memory.append("""
                    {"start": "0x%x0000000", "end": "0x%x7ffffff", "type": "system-ram", "node": 0},
                    {"start": "0x%x8000000", "end": "0x%xfffffff", "type": "cxl-window", "node": 2},
                    """.formatted(i, i, i, i));
        }
        String body = """
                {"memory": [%s {"start": "0x60000000", "end": "0x6fffffff", "type": "system-ram", "node": 0}]}""".formatted(memory);
        assertThat(sentences(api.send("POST", REPLAY + "?kernel=6.12.74", Api.JSON, body)))
                .hasSize(5)
                .contains("3 more ranges go to the node of the RAM around them.");
    }

    private static List<String> sentences(HttpResponse<String> audit) {
        return Api.json(audit)
                .get("summary")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void theAnswerNamesTheAssumptionsOfTheVerdict() {
        JsonNode exact = Api.json(api.get(PATH + "?kernel=6.12.74"));
        assertThat(exact.get("exactness").asString()).isEqualTo("exact");
        assertThat(exact.get("assumptions")).isEmpty();
        JsonNode foreign = Api.json(api.get(PATH + "?kernel=6.12.118%2Bdeb13-arm64"));
        assertThat(foreign.get("exactness").asString()).isEqualTo("assumed");
        assertThat(foreign.at("/assumptions/0/text").asString())
                .isEqualTo(
                        "6.12.118+deb13-arm64 names a kernel of arm64. This machine is of x86-64: the answers are those of this release on x86-64.");
        api.put("t-audit", Api.example("mission.json"));
        assertThat(api.get(PATH, "Accept", "text/plain").body())
                .contains("assumed: Nodes are used as described.", "    remedy: Upload srat and cedt");
    }

    @Test
    void theVerdictFollowsTheKernelAndTheRule() {
        assertThat(Api.json(api.get(PATH + "?kernel=7.3")).get("verdict").asString())
                .isEqualTo("fixed");
        assertThat(Api.json(api.get(PATH + "?kernel=7.3&rule=prefer-online"))
                        .get("verdict")
                        .asString())
                .isEqualTo("affected");
        assertThat(Api.json(api.get(PATH + "?kernel=5.15")).get("verdict").asString())
                .isEqualTo("not-affected");
    }

    @Test
    void plainTextReadsLikeTheOutputOfACompiler() {
        List<String> lines = api.get(PATH + "?kernel=6.12.74", "Accept", Api.TEXT)
                .body()
                .lines()
                .toList();
        assertThat(lines.get(0)).matches("t-audit, revision \\d+: affected, 268435456 bytes; 6.12.74 prefer-online");
        assertThat(lines.get(1))
                .matches("cedt:0(:\\d+)? 0x20000000-0x2fffffff: error: Memory added here gets node 0, .*"
                        + " \\[window-inside-ram-span]");
        assertThat(lines.get(2)).startsWith("    remedy: Run a kernel with the look-up fix: 6.12.75");
        assertThat(lines.get(lines.size() - 1)).isEqualTo("2 errors, 0 warnings, 1 info");
    }

    @Test
    void sarifIsValidAgainstItsSchema() throws IOException {
        Schema schema = sarifSchema();
        for (String query : List.of("?kernel=6.12.74", "?kernel=7.3", "?kernel=5.15", "?kernel=6.8.0-45-generic")) {
            HttpResponse<String> response = api.get(PATH + query, "Accept", SARIF);
            assertThat(response.headers().firstValue("Content-Type")).hasValue(SARIF);
            assertThat(schema.validate(response.body(), InputFormat.JSON))
                    .as(query)
                    .isEmpty();
        }
        assertThat(schema.validate("{\"version\": \"2.1.0\", \"runs\": [{}]}", InputFormat.JSON))
                .as("the schema refuses a run without a tool")
                .isNotEmpty();
        JsonNode result =
                Api.json(api.get(PATH + "?kernel=6.12.74", "Accept", SARIF)).at("/runs/0/results/0");
        assertThat(result.get("ruleId").asString()).isEqualTo("window-inside-ram-span");
        assertThat(result.get("level").asString()).isEqualTo("error");
        assertThat(result.at("/locations/0/physicalLocation/address/absoluteAddress")
                        .asLong())
                .isEqualTo(0x20000000L);
        assertThat(result.at("/locations/0/physicalLocation/artifactLocation/uri")
                        .asString())
                .isEqualTo("CEDT");
    }

    @Test
    void addressesAboveTheMiddleAreUnsignedInSarif() throws IOException {
        HttpResponse<String> response =
                api.send("POST", REPLAY, BodyPublishers.ofString("""
                        {"kernel": "6.12.74", "memory": [
                          {"start": "0x0", "end": "0xfff", "type": "system-ram", "node": 0},
                          {"start": "0x9000000000000000", "end": "0xdfffffffffffffff", "type": "cxl-window", "node": 1},
                          {"start": "0xf000000000000000", "end": "0xf000000000000fff", "type": "system-ram", "node": 0}]}"""), "Content-Type", Api.JSON, "Accept", SARIF);
        assertThat(sarifSchema().validate(response.body(), InputFormat.JSON)).isEmpty();
        assertThat(response.body())
                .contains("\"absoluteAddress\":10376293541461622784", "\"affectedBytes\":5764607523034234880");
    }

    @ParameterizedTest
    @CsvSource({
        "?kernel=6.12.74,                200",
        "?kernel=6.12.74&failOn=error,   422",
        "?kernel=6.12.74&failOn=warning, 422",
        "?kernel=7.3&failOn=error,       200",
        "?kernel=7.3&failOn=info,        422",
        "?failOn=fatal,                  400",
        "?failOn=error&revision=1,       400"
    })
    void failOnDecidesTheStatus(String query, int status) {
        HttpResponse<String> response = api.send("POST", REPLAY + query, Api.JSON, Api.example("firmware-view.json"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(Api.json(response).has("verdict")).isEqualTo(status != 400);
    }

    @Test
    void failOnIsNoParameterOfAStoredAudit() {
        assertThat(api.get(PATH + "?failOn=error").statusCode()).isEqualTo(400);
        assertThat(api.get(PATH, "Accept", "image/png").statusCode()).isEqualTo(406);
        assertThat(api.get(Api.TOPOLOGIES + "/t-nothing/audit").statusCode()).isEqualTo(404);
    }

    @Test
    void eachRepresentationHasAnETag() {
        for (String type : List.of(Api.JSON, Api.TEXT, SARIF)) {
            String tag =
                    api.get(PATH, "Accept", type).headers().firstValue("ETag").orElseThrow();
            assertThat(api.get(PATH, "Accept", type, "If-None-Match", tag).statusCode())
                    .isEqualTo(304);
        }
    }

    @Test
    void everyFindingHasAPage() {
        String index = api.get("/findings").body();
        for (FindingType type : FindingType.values()) {
            assertThat(index).contains("href=\"" + type.path() + "\"");
            HttpResponse<String> page = api.get(type.path());
            assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
            assertThat(page.body()).contains("What to do", type.id());
        }
        assertThat(index).contains("(<a href=\"/#/docs/kernel-rules.md\">kernel-rules</a> 2.8)");
        assertThat(api.get("/findings/unknown").statusCode()).isEqualTo(404);
    }

    private static Schema sarifSchema() throws IOException {
        try (InputStream raw = AuditTest.class.getResourceAsStream("/sarif/sarif-schema-2.1.0.json.gz");
                InputStream text = new GZIPInputStream(raw)) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_4)
                    .getSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8), InputFormat.JSON);
        }
    }
}

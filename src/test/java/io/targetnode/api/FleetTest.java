package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Other tests use the same server, so each test selects its own topologies. */
@ServerTest
class FleetTest {

    private static final String AUDIT = "/api/v1/audit?prefix=t-fleet-";

    private final Api api;

    FleetTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    /** The example under a kernel without the fix, under one with it, and under an unknown one; and a host without a window. */
    @BeforeEach
    void aFleet() {
        String mission = Api.example("mission.json");
        put("t-fleet-1", mission.replace("\"7.3\"", "\"6.12.74+deb12-amd64\""));
        put("t-fleet-2", mission);
        put("t-fleet-3", mission.replace("\"kernel\": \"7.3\",", ""));
        put("t-fleet-4", """
                {"kernel": "7.3", "labels": {"rack": "r4"},
                 "memory": [{"start": "0x0", "end": "0x1fffffff", "type": "system-ram", "node": 0}]}""");
    }

    @Test
    void theAnswerHasTheFieldsOfTheContract() {
        HttpResponse<String> response = api.get(AUDIT);
        JsonNode answer = Api.json(response);
        String layout = answer.at("/items/0/fingerprint").asString();
        String other = answer.at("/items/3/fingerprint").asString();
        assertThat(layout).matches("[0-9a-f]{32}").isNotEqualTo(other);
        assertThat(response.body()).isEqualTo("""
                {"counts":{"affected":1,"fixed":2,"not-affected":1},\
                "byKernel":[{"kernel":"7.3","affected":0,"fixed":2,"not-affected":1,"assumed":1},\
                {"kernel":"6.12.74+deb12-amd64","affected":1,"fixed":0,"not-affected":0,"assumed":0}],"byKernelComplete":true,\
                "layouts":[{"fingerprint":"LAYOUT","topologies":2,"verdict":"fixed","example":"t-fleet-2"},\
                OTHERS],"layoutsComplete":true,\
                "items":[{"name":"t-fleet-1","revision":1,"kernel":"6.12.74+deb12-amd64","verdict":"affected",\
                "affectedBytes":268435456,"fingerprint":"LAYOUT","kernelAssumed":false,"lookupKnown":true,"exactness":"assumed"},\
                {"name":"t-fleet-2","revision":1,"kernel":"7.3","verdict":"fixed","affectedBytes":268435456,\
                "fingerprint":"LAYOUT","kernelAssumed":false,"lookupKnown":true,"exactness":"assumed"},\
                {"name":"t-fleet-3","revision":1,"kernel":"7.3","verdict":"fixed","affectedBytes":268435456,\
                "fingerprint":"LAYOUT","kernelAssumed":true,"lookupKnown":true,"exactness":"assumed"},\
                {"name":"t-fleet-4","revision":1,"kernel":"7.3","verdict":"not-affected","affectedBytes":0,\
                "fingerprint":"OTHER","kernelAssumed":false,"lookupKnown":true,"exactness":"assumed"}],\
                "nextCursor":null,"notJudged":0,"damaged":0,"damagedNames":[]}
                """.replace("OTHERS", others(layout, other))
                .replace("LAYOUT", layout)
                .replace("OTHER", other));
    }

    /** Layouts with equally many topologies are in the order of their fingerprints. */
    private static String others(String layout, String other) {
        String affected =
                "{\"fingerprint\":\"LAYOUT\",\"topologies\":1,\"verdict\":\"affected\",\"example\":\"t-fleet-1\"}";
        String not =
                "{\"fingerprint\":\"OTHER\",\"topologies\":1,\"verdict\":\"not-affected\",\"example\":\"t-fleet-4\"}";
        return layout.compareTo(other) < 0 ? affected + "," + not : not + "," + affected;
    }

    @Test
    void theVerdictAndTheFingerprintAreThoseOfTheAuditOfEachTopology() {
        for (JsonNode item : Api.json(api.get(AUDIT)).get("items")) {
            JsonNode audit =
                    Api.json(api.get(Api.TOPOLOGIES + "/" + item.get("name").asString() + "/audit"));
            for (String field : List.of("revision", "kernel", "verdict", "affectedBytes", "fingerprint")) {
                assertThat(item.get(field)).as(field).isEqualTo(audit.get(field));
            }
        }
    }

    @Test
    void countsCoverTheSelectionAndItemsAreOnePage() {
        JsonNode first = Api.json(api.get(AUDIT + "&limit=3"));
        assertThat(first.get("items")).hasSize(3);
        JsonNode second = Api.json(
                api.get(AUDIT + "&limit=3&cursor=" + first.get("nextCursor").asString()));
        assertThat(names(second)).containsExactly("t-fleet-4");
        assertThat(second.get("nextCursor").isNull()).isTrue();
        assertThat(second.get("counts")).isEqualTo(first.get("counts"));
        JsonNode fixed = Api.json(api.get(AUDIT + "&verdict=fixed&label=rack=r1"));
        assertThat(names(fixed)).containsExactly("t-fleet-2", "t-fleet-3");
        assertThat(fixed.get("counts").toString()).isEqualTo("{\"affected\":0,\"fixed\":2,\"not-affected\":0}");
        assertThat(fixed.get("byKernel")).hasSize(1);
        assertThat(fixed.get("layouts")).hasSize(1);
        assertThat(names(Api.json(api.get(AUDIT + "&label=rack=r4")))).containsExactly("t-fleet-4");
    }

    @Test
    void linesAndCsvHaveTheItemsOfAllPages() {
        IntStream.range(0, 205).forEach(i -> put("t-fleets-%03d".formatted(i), Api.example("mission.json")));
        String lines = api.get("/api/v1/audit?prefix=t-fleet&limit=2", "Accept", "application/x-ndjson")
                .body();
        assertThat(lines.lines()).hasSize(209);
        JsonNode items = Api.json(api.get(AUDIT)).get("items");
        assertThat(lines.lines().limit(4).map(new JsonMapper()::readTree).toList())
                .isEqualTo(items.valueStream().toList());
        HttpResponse<String> csv = api.get("/api/v1/audit?prefix=t-fleet", "Accept", "text/csv");
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.body().split("\r\n"))
                .hasSize(210)
                .startsWith(
                        "name,revision,kernel,verdict,affectedBytes,fingerprint,kernelAssumed,lookupKnown,exactness",
                        "t-fleet-1,1,6.12.74+deb12-amd64,affected,268435456,"
                                + items.get(0).get("fingerprint").asString() + ",false,true,assumed");
    }

    @Test
    void plainTextIsATable() {
        String fingerprint = Api.json(api.get(AUDIT)).at("/items/0/fingerprint").asString();
        assertThat(api.get(AUDIT + "&limit=1&verdict=fixed", "Accept", Api.TEXT).body())
                .isEqualTo("""
                        0 affected, 2 fixed, 0 not affected
                        name       revision  kernel  verdict  affected bytes  layout
                        t-fleet-2  1         7.3     fixed    268435456       %s
                        next page: cursor=dC1mbGVldC0y
                        """.formatted(fingerprint));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/csv", "application/x-ndjson"})
    void csvAndLinesHaveAnETag(String type) {
        HttpResponse<String> first = api.get("/api/v1/audit?prefix=t-fleet", "Accept", type);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = api.get("/api/v1/audit?prefix=t-fleet", "Accept", type, "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.headers().firstValue("ETag")).hasValue(tag);
        assertThat(api.get("/api/v1/audit?prefix=t-fleet-a", "Accept", type, "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aLimitLimitsCsv() {
        String page = api.get("/api/v1/audit?prefix=t-fleet&limit=1", "Accept", "text/csv")
                .body();
        assertThat(page.split("\r\n")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "text/*, text/plain;charset=UTF-8",
        "text/plain;foo=bar, text/plain;charset=UTF-8",
        "application/json;foo=bar, application/json",
        "text/csv;foo=bar, text/csv;charset=UTF-8"
    })
    void theAcceptedTypeHasNoParametersOfTheRequest(String accept, String type) {
        HttpResponse<String> response = api.get("/api/v1/audit?prefix=t-fleet", "Accept", accept);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).isEqualToIgnoringCase(type);
    }

    @Test
    void theETagChangesWithTheFleet() {
        String tag = api.get(AUDIT).headers().firstValue("ETag").orElseThrow();
        assertThat(api.get(AUDIT, "If-None-Match", tag).statusCode()).isEqualTo(304);
        put("t-fleet-5", Api.example("mission.json"));
        assertThat(api.get(AUDIT, "If-None-Match", tag).statusCode()).isEqualTo(200);
        api.send("DELETE", Api.TOPOLOGIES + "/t-fleet-5", BodyPublishers.noBody());
        assertThat(api.get(AUDIT, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({
        "verdict=Fixed, verdict",
        "verdict=, verdict",
        "verdict=damaged, verdict",
        "limit=0, limit",
        "limit=, limit",
        "limit=1001, limit",
        "cursor=!, cursor",
        "label=rack, label",
        "kernel=7.3, kernel"
    })
    void aMalformedParameterIsNamed(String query, String parameter) {
        HttpResponse<String> response = api.get("/api/v1/audit?" + query);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(parameter);
    }

    @Test
    void anEmptySelectionIsAnAnswer() {
        JsonNode answer = Api.json(api.get(AUDIT + "none"));
        assertThat(answer.get("counts").toString()).isEqualTo("{\"affected\":0,\"fixed\":0,\"not-affected\":0}");
        assertThat(answer.get("items")).isEmpty();
        assertThat(api.get(AUDIT + "none", "Accept", "application/x-ndjson").body())
                .isEmpty();
    }

    private void put(String name, String body) {
        assertThat(api.put(name, body).statusCode()).isBetween(200, 201);
    }

    private static List<String> names(JsonNode answer) {
        List<String> names = new ArrayList<>();
        answer.get("items").forEach(item -> names.add(item.get("name").asString()));
        return names;
    }
}

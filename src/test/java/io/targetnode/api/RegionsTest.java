package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Regions on the mission example: a window of 256 MiB between two segments of node 0. */
@ServerTest
class RegionsTest {

    private static final String REGIONS = Api.TOPOLOGIES + "/regions/regions";

    private final Api api;

    RegionsTest(@LocalServerPort int port) {
        api = new Api(port);
        api.put("regions", Api.example("mission.json"));
    }

    @Test
    void theAnswerHasTheFieldsOfTheContract() {
        HttpResponse<String> response = send("?kernel=6.12.74", Api.example("region.json"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("""
                {"topology":"regions","revision":1,"kernel":"6.12.74","rule":"prefer-online","lookupKnown":true,\
                "start":"0x20000000","end":"0x2fffffff","sizeBytes":268435456,"window":0,"kind":"cxl-ram","notes":[],\
                "targetNode":0,"decidedBy":"phys_to_target_node","outcome":"online","outcomeReason":null,"kernelLog":[],\
                "memoryBlockBytes":134217728,\
                "memoryBlockSource":{"source":"kernel-rule","reason":"The rule of this kernel gives it: RAM at boot ends below 64 GiB."},\
                "onlineBytes":268435456,"strandedBytes":0,\
                "tier":{"id":4,"abstractDistance":576,"source":"default-dram"},"misplaced":true,\
                "nodes":[{"node":0,"beforeBytes":1073741824,"afterBytes":1342177280},\
                {"node":1,"beforeBytes":536870912,"afterBytes":536870912},\
                {"node":2,"beforeBytes":0,"afterBytes":0}],\
                "otherRule":{"rule":"prefer-reserved","targetNode":2,"outcome":"online","misplaced":false}}
                """);
        assertThat(response.headers().firstValue("Targetnode-Revision")).hasValue("1");
        assertThat(response.headers().firstValue("Targetnode-Kernel")).hasValue("6.12.74");
        assertThat(response.headers().firstValue("Targetnode-Rule")).hasValue("prefer-online");
        assertThat(response.headers().allValues("Vary")).anyMatch(value -> value.contains("Accept"));
    }

    @Test
    void kernelRuleAndRevisionAreThoseOfTheQuery() {
        JsonNode fixed = json("", Api.example("region.json"));
        assertThat(fixed.get("targetNode").asInt()).isEqualTo(2);
        assertThat(fixed.get("misplaced").asBoolean()).isFalse();
        assertThat(json("?rule=prefer-online", Api.example("region.json"))
                        .get("targetNode")
                        .asInt())
                .isZero();
        assertThat(send("?revision=7", Api.example("region.json")).statusCode()).isEqualTo(404);
    }

    @Test
    void aRegionCanBePlacedInAWindow() {
        JsonNode region = json("", "{\"window\": 0, \"offsetBytes\": 0, \"sizeBytes\": 268435456}");
        assertThat(region.get("start").asString()).isEqualTo("0x20000000");
        assertThat(json("", "{\"window\": 0, \"sizeBytes\": 268435456}")).isEqualTo(region);
    }

    @Test
    void aRefusedRegionIsAnAnswer() {
        JsonNode refused = json("?kernel=6.1.176", "{\"window\": 0, \"sizeBytes\": 268435456}");
        assertThat(json("?kernel=6.1.176", Api.example("region.json"))).isEqualTo(refused);
        assertThat(refused.get("outcome").asString()).isEqualTo("refused");
        assertThat(refused.get("outcomeReason").asString()).isEqualTo("the CXL driver of 6.1.176 has no RAM regions");
        assertThat(refused.get("tier").isNull()).isTrue();
        assertThat(refused.get("strandedBytes").asLong()).isEqualTo(268435456);
    }

    @Test
    void aRegionThatOnlyAnotherDriverCanAddSaysWhichOne() {
        JsonNode region = json("?kernel=6.1.176", "{\"start\": \"0x20000000\", \"sizeBytes\": 134217728}");
        assertThat(region.get("outcome").asString()).isEqualTo("online");
        assertThat(region.get("kind").asString()).isEqualTo("cxl-other");
        assertThat(region.at("/notes/0").asString())
                .isEqualTo(
                        "No RAM region of the CXL driver can be here: a RAM region begins at a multiple of 256 MiB, and has a multiple of 256 MiB. Only another driver can add this memory: dax_pmem, for a devdax namespace of a persistent region, or dax_hmem, for soft-reserved memory.");
        assertThat(json("", Api.example("region.json")).get("notes")).isEmpty();
    }

    @Test
    void onAKernelWithoutTheListsAuditAndRegionSayWhyTheyDiffer() {
        JsonNode region = json("?rule=stub", Api.example("region.json"));
        assertThat(region.get("misplaced").asBoolean()).isTrue();
        assertThat(region.at("/notes/0").asString()).contains("the verdict of the audit is not-affected");
        JsonNode audit = Api.json(api.get(Api.TOPOLOGIES + "/regions/audit?rule=stub"));
        assertThat(audit.get("verdict").asString()).isEqualTo("not-affected");
        assertThat(audit.toString()).contains("has no two lists to compare, and regions calls such memory misplaced");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"start\": \"0x30000000\", \"sizeBytes\": 4096} | lies in no window",
                "{\"start\": \"0x8000000000000000\", \"sizeBytes\": 1} | lies in no window",
                "{\"start\": \"0xffffffffffffffff\", \"sizeBytes\": 1} | lies in no window",
                "{\"start\": \"0xffffffffffffffff\", \"sizeBytes\": 2} | ends beyond the last address",
                "{\"start\": 1, \"sizeBytes\": 18446744073709551615} | overlaps usable RAM",
                "{\"start\": \"0x0\", \"sizeBytes\": 268435456} | overlaps usable RAM at boot, 0x0-0x1fffffff",
                "{\"start\": \"0x28000000\", \"sizeBytes\": 268435456} | ends beyond it",
                "{\"window\": 1, \"sizeBytes\": 268435456} | there is no window 1",
                "{\"window\": 2147483647, \"sizeBytes\": 268435456} | there is no window 2147483647",
                "{\"window\": 0, \"sizeBytes\": 134217728} | must be a multiple of 256 MiB",
                "{\"window\": 0, \"sizeBytes\": 18446744073709551615} | must be a multiple of 256 MiB",
                "{\"window\": 0, \"offsetBytes\": 18446744073441116160, \"sizeBytes\": 268435456} | does not fit into window 0",
            })
    void anImpossibleRegionIsAProblem(String body, String detail) {
        HttpResponse<String> response = send("", body);
        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(Api.json(response).get("type").asString()).isEqualTo("/problems/impossible-region");
        assertThat(Api.json(response).get("detail").asString()).contains(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | ",
                "{\"sizeBytes\": 4096} | ",
                "{\"start\": 0, \"window\": 0, \"sizeBytes\": 4096} | ",
                "{\"start\": 0} | /sizeBytes",
                "{\"start\": 0, \"sizeBytes\": 0} | /sizeBytes",
                "{\"start\": 0, \"sizeBytes\": -1} | /sizeBytes",
                "{\"start\": 0, \"sizeBytes\": 18446744073709551616} | /sizeBytes",
                "{\"start\": 0, \"sizeBytes\": 1e9} | /sizeBytes",
                "{\"start\": 0, \"sizeBytes\": \"4096\"} | /sizeBytes",
                "{\"start\": 0, \"offsetBytes\": 0, \"sizeBytes\": 4096} | /offsetBytes",
                "{\"window\": -1, \"sizeBytes\": 4096} | /window",
                "{\"window\": 2147483648, \"sizeBytes\": 4096} | /window",
                "{\"window\": 0, \"offsetBytes\": -1, \"sizeBytes\": 4096} | /offsetBytes",
                "{\"start\": \"0x10000000000000000\", \"sizeBytes\": 4096} | /start",
                "{\"start\": 0, \"sizeBytes\": 4096, \"node\": 1} | /node",
            })
    void aMalformedBodyIsRefusedWithItsPlace(String body, String pointer) {
        HttpResponse<String> response = send("", body);
        assertThat(response.statusCode()).as(body).isEqualTo(400);
        JsonNode problem = Api.json(response);
        assertThat(problem.get("type").asString()).isEqualTo("/problems/malformed-body");
        if (pointer != null) {
            assertThat(problem.at("/errors/0/pointer").asString()).isEqualTo(pointer);
        }
    }

    @Test
    void otherBodiesAreRefused() {
        assertThat(send("", "[]").statusCode()).isEqualTo(400);
        assertThat(send("", "").statusCode()).isEqualTo(400);
        assertThat(api.send("POST", REGIONS, Api.TEXT, "0x20000000").statusCode())
                .isEqualTo(415);
        assertThat(api.send("POST", Api.TOPOLOGIES + "/none/regions", Api.JSON, Api.example("region.json"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void plainTextShowsTheNodesBeforeAndAfter() {
        HttpResponse<String> text = api.send(
                "POST",
                REGIONS,
                BodyPublishers.ofString(Api.example("region.json")),
                "Content-Type",
                Api.JSON,
                "Accept",
                Api.TEXT);
        String documented = Api.json(api.get("/v3/api-docs"))
                .at("/paths/~1api~1v1~1topologies~1{name}~1regions/post/responses/200/content/text~1plain/example")
                .asString();
        assertThat(text.body()).isEqualTo(documented.replaceFirst("example,", "regions,"));
        assertThat(text.body()).contains("\nbefore\navailable: 2 nodes (0-1)\n", "\nafter\navailable: 3 nodes (0-2)\n");
    }

    @Test
    void plainTextStatesTheReasonOfARefusal() {
        HttpResponse<String> text = api.send(
                "POST",
                REGIONS + "?kernel=6.1.176",
                BodyPublishers.ofString("{\"window\": 0, \"sizeBytes\": 268435456}"),
                "Content-Type",
                Api.JSON,
                "Accept",
                Api.TEXT);
        assertThat(text.body())
                .contains(
                        "\noutcome      refused\nreason       the CXL driver of 6.1.176 has no RAM regions\n",
                        "\nstranded     268435456 bytes\n",
                        "\nafter\navailable: 2 nodes (0-1)\n")
                .doesNotContain("tier");
    }

    private HttpResponse<String> send(String query, String body) {
        return api.send("POST", REGIONS + query, Api.JSON, body);
    }

    private JsonNode json(String query, String body) {
        HttpResponse<String> response = send(query, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Api.json(response);
    }
}

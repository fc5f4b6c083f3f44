package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServerTest
class TopologiesTest {

    private static final String MISSION = Api.example("mission.json");

    private final Api api;

    TopologiesTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @Test
    void aBootIsShownUnderTheRequestedKernel() {
        String body = """
                {"kernel": "7.3", "commandLine": "", "cxlWindows": [],
                 "systemRam": [{"start": "0x0", "end": "0x400fffff"}],
                 "memoryAffinity": [{"start": "0x0", "end": "0x3fffffff", "proximityDomain": 0}]}""";
        assertThat(api.put("uncovered", body).body())
                .contains("\"boot\":\"accepted, warning: 1048576 bytes of usable RAM belong to no node.");
        HttpResponse<String> old = api.get(Api.TOPOLOGIES + "/uncovered?kernel=6.1.176");
        assertThat(old.body())
                .contains("\"boot\":\"coverage: 1048576 bytes", "\"bootReason\":\"coverage\"", "\"kernel\":\"7.3\"");
        assertThat(old.headers().firstValue("Targetnode-Kernel")).hasValue("6.1.176");
        assertThat(api.get(Api.TOPOLOGIES + "/uncovered?kernel=4.19").statusCode())
                .isEqualTo(400);
    }

    @Test
    void aPutCreatesThenReplacesAndARepeatedPutChangesNothing() {
        HttpResponse<String> created = api.put("t-put", MISSION);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).contains("/api/v1/topologies/t-put");
        HttpResponse<String> unchanged = api.put("t-put", MISSION);
        assertThat(unchanged.statusCode()).isEqualTo(200);
        assertThat(unchanged.headers().firstValue("Targetnode-Revision")).contains("1");
        HttpResponse<String> replaced = api.put("t-put", MISSION.replace("7.3", "6.12.74"));
        assertThat(replaced.statusCode()).isEqualTo(200);
        assertThat(Api.json(replaced).get("revision").asInt()).isEqualTo(2);
        JsonNode lookup = Api.json(api.get("/api/v1/topologies/t-put/lookup?address=0x20000000"));
        assertThat(lookup.get("revision").asInt()).isEqualTo(2);
        assertThat(lookup.get("targetNode").asInt()).isZero();
    }

    @Test
    void theResourceShowsTheUploadAndItsExactness() {
        api.put("t-show", MISSION);
        HttpResponse<String> response = api.get("/api/v1/topologies/t-show");
        JsonNode resource = Api.json(response);
        assertThat(response.headers().firstValue("Targetnode-Revision")).contains("1");
        assertThat(resource.get("architecture").asString()).isEqualTo("x86-64");
        assertThat(resource.get("kernelVersion").asString()).isEqualTo("7.3");
        assertThat(resource.at("/labels/rack").asString()).isEqualTo("r1");
        assertThat(resource.at("/sources/0/format").asString()).isEqualTo("described-ranges");
        assertThat(resource.at("/sources/0/bytes").asInt()).isEqualTo(MISSION.length());
        assertThat(resource.at("/sources/0/sha256").asString()).hasSize(64);
        assertThat(resource.get("exactness").asString()).isEqualTo("assumed");
        assertThat(resource.at("/assumptions/0/remedy").asString()).contains("srat");
        assertThat(resource.get("boot").asString()).isEqualTo("accepted");
        assertThat(resource.get("bootReason").isNull()).isTrue();
        assertThat(resource.at("/counts/ranges").asInt()).isEqualTo(4);
        assertThat(resource.at("/counts/nodes").asInt()).isEqualTo(3);
    }

    @Test
    void theFirmwareViewOfAMachineIsExact() {
        api.put("t-firmware", Api.example("firmware-view.json"));
        JsonNode resource = Api.json(api.get("/api/v1/topologies/t-firmware"));
        assertThat(resource.get("exactness").asString()).isEqualTo("exact");
        assertThat(resource.at("/counts/sratEntries").asInt()).isEqualTo(5);
        assertThat(resource.at("/counts/windows").asInt()).isEqualTo(1);
    }

    @Test
    void theFirmwareViewHasTheIndexesAndOffsetsOfTheEquivalentTable() {
        String view = """
                {"kernel":"6.1.176","systemRam":[{"start":0,"end":"0x3fffffff"}],"sratRevision":2,"commandLine":"",
                 "processorAffinity":[{"proximityDomain":5},
                   {"proximityDomain":7,"type":"x2apic","apicId":300},
                   {"proximityDomain":9,"type":"generic-initiator","enabled":true},
                   {"proximityDomain":11,"type":"apic","enabled":false,"apicId":4}],
                 "genericInitiators":[{"proximityDomain":3},{"proximityDomain":8,"enabled":false},{"proximityDomain":4}],
                 "memoryAffinity":[{"start":0,"end":"0x1fffffff","proximityDomain":7,"enabled":true},
                   {"start":"0x20000000","end":"0x3fffffff","proximityDomain":5,"nonVolatile":false,"hotPluggable":false},
                   {"start":"0x40000000","end":"0x4fffffff","proximityDomain":12,"enabled":false},
                   {"start":"0x50000000","end":"0x5fffffff","proximityDomain":9,"hotPluggable":true},
                   {"start":"0x60000000","end":"0x6fffffff","proximityDomain":9,"nonVolatile":true}],
                 "cxlWindows":[]}""";
        api.put("t-layout", view);
        JsonNode meminfo = Api.json(api.get("/api/v1/topologies/t-layout/meminfo"));
        assertThat(meminfo.get("boot").asString()).isEqualTo("accepted");
        assertThat(meminfo.at("/meminfo/0/node").asInt()).isEqualTo(1);
        assertThat(meminfo.at("/meminfo/0/origin/entry").asInt()).isEqualTo(7);
        assertThat(meminfo.at("/meminfo/0/origin/offset").asInt()).isEqualTo(48 + 16 + 24 + 32 + 16 + 3 * 32);
        assertThat(meminfo.at("/meminfo/0/origin/proximityDomain").asLong()).isEqualTo(7);
        assertThat(meminfo.at("/meminfo/1/node").asInt()).isZero();
        assertThat(meminfo.get("possibleNodes").toString()).isEqualTo("[0,1,2,3]");
        assertThat(meminfo.get("bootLog").toString())
                .contains("PXM 7 -> APIC 0x012c -> Node 1")
                .contains("hotplug", "non-volatile");
        JsonNode plug = Api.json(api.get("/api/v1/topologies/t-layout/lookup?address=0x50000000"));
        assertThat(plug.get("backing").asString()).isEqualTo("hotplug");
        assertThat(plug.get("targetNode").asInt()).isEqualTo(2);
    }

    @Test
    void aRejectedConfigurationHasAReason() {
        String uncovered = """
                {"kernel":"7.3","systemRam":[{"start":0,"end":"0x7fffffff"}],"commandLine":"",
                 "memoryAffinity":[{"start":0,"end":"0x3fffffff","proximityDomain":0}],"cxlWindows":[]}""";
        JsonNode resource = Api.json(api.put("t-rejected", uncovered));
        assertThat(resource.get("boot").asString()).startsWith("coverage: ");
        assertThat(resource.get("bootReason").asString()).isEqualTo("coverage");
    }

    @Test
    void aMachineThatIsAcceptedButDoesNotBootHasAWarning() {
        String barely = """
                {"kernel":"7.3","systemRam":[{"start":0,"end":"0x400fffff"}],"commandLine":"",
                 "memoryAffinity":[{"start":0,"end":"0x3fffffff","proximityDomain":0}],"cxlWindows":[]}""";
        assertThat(Api.json(api.put("t-barely", barely)).get("boot").asString()).startsWith("accepted, warning: ");
    }

    @Test
    void aPostCreatesTheTopologyThatTheBodyNamesOnlyOnce() {
        String named = MISSION.replaceFirst("\\{", "{\"name\": \"t-post\",");
        assertThat(api.send("POST", Api.TOPOLOGIES, Api.JSON, named).statusCode())
                .isEqualTo(201);
        HttpResponse<String> again = api.send("POST", Api.TOPOLOGIES, Api.JSON, named);
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(Api.json(again).get("type").asString()).isEqualTo("/problems/topology-exists");
    }

    @Test
    void aListIsReturnedInPages() {
        for (String name : List.of("page-a", "page-b", "page-c", "page-d", "page-e")) {
            api.put(name, MISSION.replace("r1", "page"));
        }
        api.put("page-c", MISSION.replace("r1", "other"));
        List<String> names = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonNode page = Api.json(api.get("/api/v1/topologies?limit=2&prefix=page-&label=rack=page" + cursor));
            page.get("items").forEach(item -> names.add(item.get("name").asString()));
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("nextCursor").asString();
            pages++;
        } while (!cursor.isEmpty());
        assertThat(names).containsExactly("page-a", "page-b", "page-d", "page-e");
        assertThat(pages).isEqualTo(2);
        JsonNode none = Api.json(api.get("/api/v1/topologies?label=rack=page&label=rack2=x"));
        assertThat(none.get("items")).isEmpty();
    }

    @Test
    void aLabelMayContainAComma() {
        api.put("comma", MISSION.replace("r1", "a,b=c"));
        assertThat(api.get("/api/v1/topologies?label=rack=a,b=c").body()).contains("\"name\":\"comma\"");
        assertThat(Api.json(api.get("/api/v1/topologies?label=rack=a")).get("items"))
                .isEmpty();
    }

    @Test
    void aDeletedTopologyIsUnknown() {
        api.put("t-delete", MISSION);
        HttpResponse<String> deleted = api.send("DELETE", "/api/v1/topologies/t-delete", Api.JSON, "");
        assertThat(deleted.statusCode()).isEqualTo(204);
        assertThat(deleted.body()).isEmpty();
        assertThat(api.get("/api/v1/topologies/t-delete").statusCode()).isEqualTo(404);
        assertThat(api.send("DELETE", "/api/v1/topologies/t-delete", Api.JSON, "")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aReplayReturnsAllAnswersAndStoresNothing() {
        JsonNode replay = Api.json(api.send("POST", "/api/v1/replay", Api.JSON, Api.example("firmware-view.json")));
        assertThat(replay.at("/resource/exactness").asString()).isEqualTo("exact");
        assertThat(replay.get("meminfo")).hasSize(2);
        assertThat(replay.get("reservedMeminfo")).hasSize(1);
        assertThat(replay.get("segments").toString()).isEqualTo("""
                [{"start":"0x0","end":"0x1fffffff","targetNode":0,"backing":"system-ram"},\
                {"start":"0x20000000","end":"0x2fffffff","targetNode":2,"backing":"cxl-window"},\
                {"start":"0x30000000","end":"0x3fffffff","targetNode":0,"backing":"hole"},\
                {"start":"0x40000000","end":"0x5fffffff","targetNode":0,"backing":"system-ram"},\
                {"start":"0x60000000","end":"0x7fffffff","targetNode":1,"backing":"system-ram"}]""");
        assertThat(api.get("/api/v1/topologies/replay").statusCode()).isEqualTo(404);
    }

    @Test
    void meminfoListsBlocksWithTheirOrigin() {
        api.put("t-meminfo", Api.example("firmware-view.json"));
        HttpResponse<String> response = api.get("/api/v1/topologies/t-meminfo/meminfo?kernel=6.12.74");
        JsonNode meminfo = Api.json(response);
        assertThat(response.headers().firstValue("Targetnode-Revision")).contains("1");
        JsonNode origin = meminfo.at("/meminfo/0/origin");
        assertThat(origin.get("source").asString()).isEqualTo("srat");
        assertThat(origin.get("entry").asInt()).isEqualTo(2);
        assertThat(origin.get("offset").asInt()).isEqualTo(80);
        assertThat(origin.at("/range/end").asString()).isEqualTo("0x1fffffff");
        assertThat(meminfo.at("/reservedMeminfo/0/changes/0").asString()).startsWith("moved to the reserved list");
        assertThat(meminfo.get("possibleNodes").toString()).isEqualTo("[0,1,2]");
        assertThat(meminfo.get("bootLog")).isNotEmpty();
        assertThat(meminfo.get("rule").asString()).isEqualTo("prefer-online");
    }

    @Test
    void theListOfKernelsDescribesEachOne() {
        JsonNode kernels = Api.json(api.get("/api/v1/kernels"));
        assertThat(kernels.get("behaviours")).hasSize(16);
        assertThat(kernels.at("/ranges/0/from").asString()).isEqualTo("5.10");
        JsonNode debian = Api.json(api.get("/api/v1/kernels/6.12.74+deb12-amd64"));
        assertThat(debian.get("version").asString()).isEqualTo("6.12.74");
        assertThat(debian.at("/behaviour/rule").asString()).isEqualTo("prefer-online");
        assertThat(debian.at("/range/basis").asString()).isEqualTo("read");
    }
}

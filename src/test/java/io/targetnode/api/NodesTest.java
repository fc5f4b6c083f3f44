package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.analysis.AnalysedMachine;
import io.targetnode.topology.intake.HostFile;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@ServerTest
class NodesTest {

    private static final String PATH = Api.TOPOLOGIES + "/t-nodes/nodes";

    private final Api api;

    NodesTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @Test
    void theAnswerHasTheFieldsOfTheContract() {
        api.send("DELETE", Api.TOPOLOGIES + "/t-nodes", BodyPublishers.noBody());
        api.put("t-nodes", Api.example("mission.json"));
        HttpResponse<String> response = api.get(PATH);
        assertThat(response.body()).isEqualTo("""
                {"topology":"t-nodes","revision":1,"kernel":"7.3","rule":"prefer-reserved","lookupKnown":true,"nodes":[\
                {"node":0,"proximityDomain":null,"possible":true,"onlineAtBoot":true,"hasCpus":null,"bootRamBytes":1073741824,\
                "windowBytes":0,"hotplugBytes":0,\
                "ranges":[{"start":"0x0","end":"0x5fffffff","list":"meminfo","backing":"system-ram"}],\
                "distances":{"0":10,"1":20,"2":20},"tier":{"id":4,"abstractDistance":576,"source":"default-dram"}},\
                {"node":1,"proximityDomain":null,"possible":true,"onlineAtBoot":true,"hasCpus":null,"bootRamBytes":536870912,\
                "windowBytes":0,"hotplugBytes":0,\
                "ranges":[{"start":"0x60000000","end":"0x7fffffff","list":"meminfo","backing":"system-ram"}],\
                "distances":{"0":20,"1":10,"2":20},"tier":{"id":4,"abstractDistance":576,"source":"default-dram"}},\
                {"node":2,"proximityDomain":null,"possible":true,"onlineAtBoot":false,"hasCpus":null,"bootRamBytes":0,\
                "windowBytes":268435456,"hotplugBytes":0,\
                "ranges":[{"start":"0x20000000","end":"0x2fffffff","list":"reserved","backing":"cxl-window"}],\
                "distances":{"0":20,"1":20,"2":10},"tier":{"id":22,"abstractDistance":2880,"source":"default-kmem"}}],\
                "assumptions":[\
                {"text":"No file shows which nodes have CPUs. Memory tiers are those of a machine whose CPUs are on the first node with RAM.",\
                "remedy":"Upload dmesg, nodes (as collect.sh writes them) or numactl (numactl -H)."},\
                {"text":"All distances are 10 or 20: the machine has no SLIT.",\
                "remedy":"Upload slit (/sys/firmware/acpi/tables/SLIT) if the file exists."},\
                {"text":"All tiers are the defaults: the machine has no HMAT.",\
                "remedy":"Upload hmat (/sys/firmware/acpi/tables/HMAT) if the file exists."}]}
                """);
        assertThat(response.headers().firstValue("Targetnode-Revision")).hasValue("1");
        String tag = response.headers().firstValue("ETag").orElseThrow();
        assertThat(api.get(PATH, "If-None-Match", tag).statusCode()).isEqualTo(304);
    }

    /** The legacy rule gives the window to the node of the RAM around it. */
    @Test
    void windowsCountForTheirTargetNodeUnderTheRule() {
        api.put("t-nodes", Api.example("mission.json"));
        JsonNode nodes = Api.json(api.get(PATH + "?rule=prefer-online")).get("nodes");
        assertThat(nodes.at("/0/windowBytes").asLong()).isEqualTo(268435456);
        assertThat(nodes.at("/2/windowBytes").asLong()).isZero();
    }

    @Test
    void plainTextHasTheLinesOfNumactl() {
        put("T5-memoryless-cpu-node/7.3.4");
        assertThat(api.get(PATH, "Accept", Api.TEXT).body()).isEqualTo("""
                t-nodes, revision 1; 7.3.4+deb13-amd64 prefer-reserved
                available: 3 nodes (0-2)
                node 0 cpus: online
                node 0 size: 1023 MB
                node 0 tier: 4 (abstract distance 576, hmat)
                node 1 cpus: online
                node 1 size: 0 MB
                node 1 tier: 22 (abstract distance 2880, default-kmem)
                node 2 cpus:
                node 2 size: 511 MB
                node 2 hotplug: 128 kB
                node 2 tier: 6 (abstract distance 831, hmat)
                node 3 offline at boot
                node 3 windows: 512 MB
                node 3 tier: 22 (abstract distance 2880, default-kmem)
                node distances:
                node     0    1    2    3
                   0:   10   20   30   20
                   1:   20   10   13   20
                   2:   30   13   10   20
                   3:   20   20   20   10
                """);
    }

    /** After the rejection, only node 0 is possible, but the windows keep their nodes. */
    @Test
    void aNodeThatIsAnsweredButNotPossibleIsListed() {
        put("X4-rejected-stale-windows/7.3.4");
        JsonNode nodes = Api.json(api.get(PATH)).get("nodes");
        assertThat(nodes).hasSize(4);
        JsonNode stale = nodes.get(2);
        assertThat(stale.get("possible").asBoolean()).isFalse();
        assertThat(stale.get("onlineAtBoot").asBoolean()).isFalse();
        assertThat(stale.get("distances").size()).isZero();
        assertThat(stale.get("windowBytes").asLong()).isPositive();
        assertThat(stale.get("tier")).hasToString("{\"id\":null,\"abstractDistance\":null,\"source\":\"none\"}");
        assertThat(api.get(PATH, "Accept", Api.TEXT).body()).contains("node 2 not possible\n");
    }

    @ParameterizedTest
    @CsvSource({"6.0, none", "6.1, default-dram", "6.6, default-dram", "6.7, hmat", "7.3, hmat"})
    void tiersDependOnTheRelease(String kernel, String source) {
        put("T1-hmat-five-tiers/7.3.4");
        assertThat(Api.json(api.get(PATH + "?kernel=" + kernel))
                        .at("/nodes/1/tier/source")
                        .asString())
                .isEqualTo(source);
    }

    @ParameterizedTest
    @CsvSource({
        "?kernel=4.19,      400, older than 5.10",
        "?rule=fixed,       400, must be",
        "?revision=99,      404, no revision 99",
        "?node=1,           400, node"
    })
    void aBadQueryIsRefused(String query, int status, String reason) {
        api.put("t-nodes", Api.example("mission.json"));
        HttpResponse<String> response = api.get(PATH + query);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.body()).contains(reason);
    }

    @Test
    void sizesAreUnsigned() {
        HttpResponse<String> response = api.send("POST", "/api/v1/replay/nodes", Api.JSON, """
                {"memory": [{"start": "0x0", "end": "0x80000000ffffffff", "type": "system-ram", "node": 0}]}""");
        assertThat(response.body()).contains("\"bootRamBytes\":9223372041149743104");
    }

    private void put(String name) {
        AnalysedMachine machine = AnalysedMachine.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        Form form = new Form();
        machine.tables().forEach((kind, bytes) -> form.part(kind.apiName(), bytes));
        form.part(
                HostFile.DMESG.apiName(), Objects.requireNonNull(machine.files().get("dmesg.txt")));
        api.send("DELETE", Api.TOPOLOGIES + "/t-nodes", BodyPublishers.noBody());
        HttpResponse<String> response = api.send(
                "PUT", Api.TOPOLOGIES + "/t-nodes", BodyPublishers.ofByteArray(form.end()), "Content-Type", Form.TYPE);
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
    }
}

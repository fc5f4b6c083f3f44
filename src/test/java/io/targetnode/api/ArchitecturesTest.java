package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.capture.Machine;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Uploads, resources and lists of machines of other architectures. */
@ServerTest
class ArchitecturesTest {

    /** A processor numbers node 0, so the window gets node 2. */
    private static final String DECLARED = """
            {"kernel":"6.12.118","commandLine":"","systemRam":[{"start":"0x40000000","end":"0xbfffffff"}],
             "processorAffinity":[{"proximityDomain":7}],
             "memoryAffinity":[{"start":"0x40000000","end":"0xbfffffff","proximityDomain":0}],
             "cxlWindows":[{"start":"0x100000000","end":"0x10fffffff"}]%s}""";

    private final Api api;

    ArchitecturesTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @ParameterizedTest
    @CsvSource({"x86-64, 1024, 2", "arm64, 16, 2", "riscv64, 4, 2", "loongarch64, 64, 0"})
    void jsonStatesTheArchitecture(String architecture, int maxNodes, int windowNode) {
        String body = DECLARED.formatted(",\"architecture\":\"" + architecture + "\"");
        assertThat(api.put("arch-json", body).statusCode()).isLessThan(300);
        JsonNode resource = Api.json(api.get(Api.TOPOLOGIES + "/arch-json"));
        assertThat(resource.get("architecture").asString()).isEqualTo(architecture);
        assertThat(resource.get("maxNodes").asInt()).isEqualTo(maxNodes);
        assertThat(node("arch-json", "0x100000000")).isEqualTo(windowNode);
    }

    /** The booted machine E-seed-sandwich as its firmware describes it. */
    @ParameterizedTest
    @CsvSource({"6.1.176, 0", "6.12.74, 0", "6.12.118, 2", "6.18.15, 0", "7.3.4, 2"})
    void theExampleAnswersAsTheBootedMachine(String kernel, int node) {
        api.put("arch-example", Api.example("arm64.json"));
        JsonNode resource = Api.json(api.get(Api.TOPOLOGIES + "/arch-example"));
        assertThat(resource.get("architecture").asString()).isEqualTo("arm64");
        assertThat(resource.get("exactness").asString()).isEqualTo("exact");
        assertThat(node("arch-example", "0x60000000&kernel=" + kernel)).isEqualTo(node);
    }

    @Test
    void jsonWithoutAnArchitectureIsX86() {
        assertThat(api.put("arch-default", DECLARED.formatted("")).statusCode()).isLessThan(300);
        JsonNode resource = Api.json(api.get(Api.TOPOLOGIES + "/arch-default"));
        assertThat(resource.get("architecture").asString()).isEqualTo("x86-64");
        assertThat(resource.get("exactness").asString()).isEqualTo("exact");
    }

    @Test
    void theNameOfTheKernelAndTheTypeOfProcessorsShowTheArchitectureInJson() {
        api.put("arch-named", DECLARED.formatted("").replace("6.12.118", "6.12.118+deb13-arm64-16k"));
        assertThat(Api.json(api.get(Api.TOPOLOGIES + "/arch-named"))
                        .get("architecture")
                        .asString())
                .isEqualTo("arm64");
        api.put("arch-typed", DECLARED.formatted("").replace("\":7", "\":7,\"type\":\"rintc\""));
        assertThat(Api.json(api.get(Api.TOPOLOGIES + "/arch-typed"))
                        .get("architecture")
                        .asString())
                .isEqualTo("riscv64");
    }

    @Test
    void anUnknownArchitectureIsRefusedWithTheKnownOnes() {
        HttpResponse<String> json = api.put("arch-bad", DECLARED.formatted(",\"architecture\":\"mips\""));
        assertThat(json.statusCode()).isEqualTo(400);
        assertThat(json.body()).contains("/architecture", "must be one of x86-64, arm64, riscv64, loongarch64");
        HttpResponse<String> form = put("arch-bad", form("M-nomap-hole").field("architecture", "ARM64"));
        assertThat(form.statusCode()).isEqualTo(400);
        HttpResponse<String> list = api.get(Api.TOPOLOGIES + "?architecture=mips");
        assertThat(list.statusCode()).isEqualTo(400);
        assertThat(list.body()).contains("must be x86-64, arm64, riscv64 or loongarch64");
    }

    @Test
    void aFormMayStateTheArchitectureThatItsFilesShow() {
        HttpResponse<String> stored = put("arch-form", form("M-nomap-hole").field("architecture", "arm64"));
        assertThat(stored.statusCode()).isLessThan(300);
        assertThat(Api.json(stored).get("architecture").asString()).isEqualTo("arm64");
        assertThat(node("arch-form", "0x60000000")).isEqualTo(2);
    }

    @Test
    void aContradictionIsA422ThatNamesBoth() {
        HttpResponse<String> refused = put("arch-wrong", form("M-nomap-hole").field("architecture", "riscv64"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("architecture riscv64 is declared", "the boot log is of arm64", "the name of its release");
    }

    /** Shorter entries than 18 bytes disable the SRAT; lengths that reach past the table's end are refused. */
    @Test
    void aGiccEntryOfAnyLengthIsReplayedOrRefused() {
        Machine machine = Machine.ofArm64("P3-short-gicc", "7.3.4");
        byte[] srat = machine.bytes("SRAT.bin");
        assertThat(srat[48]).isEqualTo((byte) 3);
        for (int length = 0; length < 256; length++) {
            srat[49] = (byte) length;
            Form form = new Form().part("srat", srat).part("dmesg", machine.bytes("dmesg.txt"));
            HttpResponse<String> response = api.send(
                    "POST", "/api/v1/replay", BodyPublishers.ofByteArray(form.end()), "Content-Type", Form.TYPE);
            assertThat(response.statusCode()).as("length %d", length).isIn(200, 400);
            if (response.statusCode() == 200 && length < 18) {
                assertThat(response.body()).as("length %d", length).contains("\"bootReason\":\"");
            }
        }
    }

    @Test
    void aListCanBeFilteredByArchitecture() {
        put("list-arm", form("M-nomap-hole"));
        api.put("list-x86", DECLARED.formatted(",\"labels\":{\"list\":\"arch\"}"));
        api.put("list-riscv", DECLARED.formatted(",\"labels\":{\"list\":\"arch\"},\"architecture\":\"riscv64\""));
        assertThat(names("prefix=list-&architecture=arm64")).containsExactly("list-arm");
        assertThat(names("prefix=list-&architecture=x86-64")).containsExactly("list-x86");
        assertThat(names("label=list=arch&architecture=riscv64")).containsExactly("list-riscv");
        assertThat(names("label=list=arch&architecture=x86-64")).containsExactly("list-x86");
        assertThat(names("prefix=list-")).containsExactly("list-arm", "list-riscv", "list-x86");
        assertThat(names("prefix=list-&architecture=loongarch64")).isEmpty();
        JsonNode first = Api.json(api.get(Api.TOPOLOGIES + "?prefix=list-")).at("/items/0");
        assertThat(first.get("architecture").asString()).isEqualTo("arm64");
    }

    @Test
    void jsonAndFormsStateThePageSize() {
        String large = DECLARED.formatted(",\"architecture\":\"arm64\",\"pageSize\":65536");
        assertThat(api.put("arch-pages", large).statusCode()).isLessThan(300);
        assertThat(Api.json(api.get(Api.TOPOLOGIES + "/arch-pages"))
                        .get("pageSize")
                        .asInt())
                .isEqualTo(65536);
        HttpResponse<String> form = put("arch-pages", form("M-nomap-hole").field("pageSize", "16384"));
        assertThat(Api.json(form).get("pageSize").asInt()).isEqualTo(16384);
        String log = Machine.ofArm64("M-nomap-hole", "7.3.4").text("dmesg.txt")
                + "[    0.000000] Dentry cache hash table entries: 262144 (order: 9, 2097152 bytes, linear)\n";
        HttpResponse<String> other = put(
                "arch-pages",
                new Form().part("dmesg", log.getBytes(StandardCharsets.UTF_8)).field("pageSize", "16384"));
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("pageSize 16384 is declared, but the boot log shows pages of 4096 bytes");
        assertThat(put("arch-pages", form("M-nomap-hole").field("pageSize", "4k"))
                        .statusCode())
                .isEqualTo(400);
        for (String number : List.of("-1", "1e4", "4096.0")) {
            int status = number.equals("-1") ? 422 : 400;
            assertThat(api.put("arch-pages", DECLARED.formatted(",\"pageSize\":" + number))
                            .statusCode())
                    .isEqualTo(status);
            assertThat(put("arch-pages", form("M-nomap-hole").field("pageSize", number))
                            .statusCode())
                    .isEqualTo(status);
        }
        HttpResponse<String> impossible = api.put("arch-pages", DECLARED.formatted(",\"pageSize\":65536"));
        assertThat(impossible.statusCode()).isEqualTo(422);
        assertThat(impossible.body()).contains("a kernel of x86-64 has pages of 4096 bytes");
    }

    private List<String> names(String query) {
        JsonNode items = Api.json(api.get(Api.TOPOLOGIES + "?" + query)).get("items");
        return items.valueStream().map(item -> item.get("name").asString()).toList();
    }

    private int node(String name, String address) {
        return Api.json(api.get("%s/%s/lookup?address=%s".formatted(Api.TOPOLOGIES, name, address)))
                .get("targetNode")
                .asInt();
    }

    private HttpResponse<String> put(String name, Form form) {
        return api.send(
                "PUT", Api.TOPOLOGIES + "/" + name, BodyPublishers.ofByteArray(form.end()), "Content-Type", Form.TYPE);
    }

    private static Form form(String scenario) {
        Machine machine = Machine.ofArm64(scenario, "6.12.118");
        return new Form()
                .part("srat", machine.bytes("SRAT.bin"))
                .part("cedt", machine.bytes("CEDT.bin"))
                .part("dmesg", machine.bytes("dmesg.txt"));
    }
}

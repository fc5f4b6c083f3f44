package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.kernel.KernelVector;
import io.targetnode.kernel.KernelVector.Profile;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Uploads the machines of the vectors in the file formats of a host, and compares the answers with those of the kernel's own code:
 * both lists in order, possible nodes and look-ups by both rules under every profile, and hot-add nodes under the newest.
 */
@ServerTest
class VectorsOverHttpTest {

    private static final String TOPOLOGY = Api.TOPOLOGIES + "/vector";
    private static final Map<Profile, String> KERNELS =
            Map.of(Profile.V7_3, "7.3", Profile.V6_12, "6.12.74", Profile.V6_1, "6.1.176");
    private static final Map<String, String> RULES = Map.of("legacy", "prefer-online", "fixed", "prefer-reserved");

    private final Api api;

    VectorsOverHttpTest(@LocalServerPort int port) {
        api = new Api(port);
    }

    @TestFactory
    Stream<DynamicTest> everyMachineIsAnsweredAsItsKernelAnswersIt() {
        return Stream.of("named.jsonl", "raw-tables.jsonl")
                .flatMap(KernelVector::of)
                .filter(vector -> !isBare(vector))
                .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> agrees(vector)));
    }

    /** Whether the machine has neither a table nor RAM, and therefore no file to upload. */
    private static boolean isBare(KernelVector vector) {
        return vector.table("srat").isEmpty()
                && vector.table("cedt").isEmpty()
                && vector.ram().isEmpty();
    }

    private void agrees(KernelVector vector) {
        byte[] form = form(vector);
        HttpResponse<String> stored =
                api.send("PUT", TOPOLOGY, BodyPublishers.ofByteArray(form), "Content-Type", Form.TYPE);
        assertThat(stored.statusCode()).as(stored.body()).isBetween(200, 201);
        for (Profile profile : Profile.values()) {
            JsonNode expect = vector.expectation(profile);
            String kernel = "kernel=" + KERNELS.get(profile);
            JsonNode lists = Api.json(api.get(TOPOLOGY + "/meminfo?" + kernel));
            assertThat(blocks(lists.get("meminfo"), "node", 0)).isEqualTo(blocks(expect.get("meminfo"), "nid", 1));
            assertThat(blocks(lists.get("reservedMeminfo"), "node", 0))
                    .isEqualTo(blocks(expect.get("reserved"), "nid", 1));
            assertThat(lists.get("possibleNodes"))
                    .hasToString(expect.get("possible").toString());
            RULES.forEach((column, rule) -> assertThat(lookUp(addresses(expect), kernel + "&rule=" + rule))
                    .as("%s, %s", profile, rule)
                    .isEqualTo(column(expect, column)));
        }
        JsonNode newest = vector.expectation(Profile.V7_3);
        assertThat(hotAdds(newest)).as("hot-add").isEqualTo(column(newest, "add"));
    }

    private static byte[] form(KernelVector vector) {
        Form form = new Form()
                .field("maxNodes", String.valueOf(vector.maxNodes()))
                .field("commandLine", vector.commandLine());
        vector.table("srat").ifPresent(table -> form.part("srat", table));
        vector.table("cedt").ifPresent(table -> form.part("cedt", table));
        if (!vector.ram().isEmpty()) {
            String iomem =
                    vector.ram().stream().map(VectorsOverHttpTest::iomemLine).collect(Collectors.joining());
            form.part("iomem", iomem.getBytes(StandardCharsets.US_ASCII));
        }
        return form.end();
    }

    private static String iomemLine(AddressRange range) {
        return "%08x-%08x : System RAM\n".formatted(range.start(), range.end());
    }

    private List<String> lookUp(String addresses, String parameters) {
        return api.send("POST", TOPOLOGY + "/lookup?" + parameters, Api.TEXT, addresses)
                .body()
                .lines()
                .toList();
    }

    private List<String> hotAdds(JsonNode expect) {
        List<String> nodes = new ArrayList<>();
        for (JsonNode lookup : expect.get("lookups")) {
            String query = "/lookup?kernel=7.3&address=" + lookup.get("addr").asString();
            nodes.add(Api.json(api.get(TOPOLOGY + query)).get("hotAddNode").asString());
        }
        return nodes;
    }

    private static String addresses(JsonNode expect) {
        return String.join("\n", column(expect, "addr"));
    }

    private static List<String> column(JsonNode expect, String name) {
        return StreamSupport.stream(expect.get("lookups").spliterator(), false)
                .map(lookup -> lookup.get(name).asString())
                .toList();
    }

    /** @param excess the difference between the ends in the list and the last addresses */
    private static List<String> blocks(JsonNode list, String node, int excess) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(block -> "%s-%s %d"
                        .formatted(
                                block.get("start").asString(),
                                Address.print(Address.parse(block.get("end").asString()) - excess),
                                block.get(node).asInt()))
                .toList();
    }
}

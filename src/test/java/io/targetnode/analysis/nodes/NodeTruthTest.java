package io.targetnode.analysis.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.analysis.AnalysedMachine;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** The nodes of booted machines: what the kernel held for CPUs, sizes, distances and tiers. */
class NodeTruthTest {

    static List<AnalysedMachine> machines() {
        return AnalysedMachine.all();
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyNodeIsThatOfTheKernel(AnalysedMachine machine) {
        NodeTable table = table(machine);
        List<Map<String, Object>> found = table.rows().stream()
                .filter(NodeRow::possible)
                .map(row -> found(row, table))
                .toList();
        List<Map<String, Object>> expected = machine.truth()
                .get("nodes")
                .valueStream()
                .map(NodeTruthTest::expected)
                .toList();
        assertThat(found).isEqualTo(expected);
    }

    /** The region's tier is that of the device where the kernel took it from there, and only there. */
    @ParameterizedTest
    @MethodSource("machines")
    void onlyTheTierOfADeviceIsUnknown(AnalysedMachine machine) {
        NodeTable table = table(machine);
        Stream<NodeRow> unknown = table.rows().stream().filter(row -> row.tier().source() == Tier.Source.DEVICE);
        if (machine.name().startsWith("X9c-")) {
            assertThat(unknown)
                    .singleElement()
                    .satisfies(row -> assertThat(row.tier())
                            .isEqualTo(new Tier(OptionalInt.empty(), OptionalInt.empty(), Tier.Source.DEVICE)));
        } else {
            assertThat(unknown).isEmpty();
        }
    }

    private static NodeTable table(AnalysedMachine machine) {
        KernelView view = Replayed.of(machine.upload()).under(Optional.empty(), Optional.empty());
        return NodeTable.of(view);
    }

    private static Map<String, Object> found(NodeRow row, NodeTable table) {
        Map<String, Object> found = new TreeMap<>();
        found.put("node", row.node());
        found.put("proximityDomain", row.proximityDomain().orElseThrow());
        found.put("onlineAtBoot", row.onlineAtBoot());
        found.put("hasCpus", row.hasCpus().orElseThrow());
        found.put("bootRamBytes", row.bootRamBytes());
        Map<String, Integer> distances = new TreeMap<>();
        table.rows().stream()
                .filter(NodeRow::possible)
                .forEach(to -> distances.put(
                        String.valueOf(to.node()), table.distances().between(row.node(), to.node())));
        found.put("distances", distances);
        String distance = row.bootRamBytes() == 0 ? "kmemAbstractDistance" : "bootAbstractDistance";
        found.put(
                distance,
                row.tier().source() == Tier.Source.DEVICE
                        ? Tier.KMEM_DISTANCE
                        : row.tier().abstractDistance().orElse(-1));
        return found;
    }

    private static Map<String, Object> expected(JsonNode truth) {
        Map<String, Object> expected = new TreeMap<>();
        expected.put("node", truth.get("node").asInt());
        expected.put("proximityDomain", truth.get("proximityDomain").asInt());
        expected.put("onlineAtBoot", truth.get("onlineAtBoot").asBoolean());
        expected.put("hasCpus", truth.get("hasCpus").asBoolean());
        expected.put("bootRamBytes", truth.get("bootRamBytes").asLong());
        Map<String, Integer> distances = new TreeMap<>();
        truth.get("distances")
                .properties()
                .forEach(to -> distances.put(to.getKey(), to.getValue().asInt()));
        expected.put("distances", distances);
        for (String distance : List.of("bootAbstractDistance", "kmemAbstractDistance")) {
            if (!truth.get(distance).isNull()) {
                expected.put(distance, truth.get(distance).asInt());
            }
        }
        return expected;
    }
}

package io.targetnode.analysis.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.targetnode.analysis.AnalysedMachine;
import io.targetnode.analysis.nodes.Tier;
import io.targetnode.analysis.regions.BlockSize.Source;
import io.targetnode.analysis.regions.RegionDryRun.NodeCapacity;
import io.targetnode.memory.Address;
import io.targetnode.topology.Upload;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.intake.HostFiles;
import io.targetnode.topology.intake.HostMachine;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The regions of booted machines: what the kernel did with each. */
class CapturedRegionsTest {

    private static final long MIB = 1L << 20;

    /** The tier of these regions is computed from the CDAT of the device, which no uploaded file contains (kernel-rules 6.4). */
    private static final String TIER_OF_DEVICE = "X9c-";

    /**
     * A row of region.tsv: kind, name, start, size_bytes, target_node, outcome, online_bytes, stranded_bytes, nodes_of_blocks, tier,
     * block_bytes, reason.
     */
    private record Row(List<String> cells) {

        static List<Row> of(AnalysedMachine machine) {
            return machine.text("region.tsv")
                    .lines()
                    .skip(1)
                    .map(line -> new Row(List.of(line.split("\t"))))
                    .toList();
        }

        boolean isDevice() {
            return cells.get(0).equals("dax");
        }

        RegionRequest request() {
            return RegionRequest.at(Address.parse(cells.get(2)), Long.parseLong(cells.get(3)));
        }

        /** Target node, outcome, online and stranded bytes, tier, size of blocks. */
        List<String> expected() {
            return List.of(cells.get(4), cells.get(5), cells.get(6), cells.get(7), cells.get(9), cells.get(10));
        }

        String reason() {
            return cells.get(11);
        }
    }

    static Stream<AnalysedMachine> machines() {
        return AnalysedMachine.all().stream().filter(machine -> machine.has("region.tsv"));
    }

    @ParameterizedTest
    @MethodSource("machines")
    void everyRegionEndsAsOnTheKernel(AnalysedMachine machine) {
        KernelView view = view(machine, true);
        for (Row row : Row.of(machine)) {
            if (row.isDevice()) {
                RegionDryRun run = RegionDryRun.of(view, row.request());
                assertThat(found(machine, row, run)).as("%s", row).isEqualTo(row.expected());
                assertThat(run.blocks().source()).isEqualTo(Source.EVIDENCE);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theRuleOfTheKernelGivesTheSameSizeOfBlocksWithoutEvidence(AnalysedMachine machine) {
        KernelView view = view(machine, false);
        for (Row row : Row.of(machine)) {
            if (row.isDevice()) {
                RegionDryRun run = RegionDryRun.of(view, row.request());
                assertThat(found(machine, row, run)).as("%s", row).isEqualTo(row.expected());
                assertThat(run.blocks().source()).isEqualTo(Source.KERNEL_RULE);
            }
        }
    }

    /** The kernel prints the messages in another order than region.tsv, and 7.x prints no message about a truncation of 0 MiB. */
    @ParameterizedTest
    @MethodSource("machines")
    void theMessagesAreThoseOfTheKernel(AnalysedMachine machine) {
        KernelView view = view(machine, true);
        for (Row row : Row.of(machine)) {
            if (row.isDevice()) {
                List<String> printed = row.reason().equals("-")
                        ? List.of()
                        : Stream.of(row.reason().split("; "))
                                .map(message -> message.replaceFirst("kmem dax\\d\\.\\d: ", ""))
                                .toList();
                assertThat(RegionDryRun.of(view, row.request()).outcome().log())
                        .as("%s", row)
                        .containsExactlyInAnyOrderElementsOf(printed);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("machines")
    void theNodesGrowByTheBytesThatTheKernelCounted(AnalysedMachine machine) {
        KernelView view = view(machine, true);
        SortedMap<String, Long> grown = new TreeMap<>();
        for (Row row : Row.of(machine)) {
            if (row.isDevice()) {
                for (NodeCapacity node : RegionDryRun.of(view, row.request()).capacities()) {
                    if (node.afterBytes() != node.beforeBytes()) {
                        grown.merge(String.valueOf(node.node()), node.afterBytes() - node.beforeBytes(), Long::sum);
                    }
                }
            }
        }
        SortedMap<String, Long> expected = new TreeMap<>();
        machine.truth()
                .path("grownBytes")
                .properties()
                .forEach(node -> expected.put(node.getKey(), node.getValue().asLong()));
        assertThat(grown).isEqualTo(expected);
    }

    /** The commands that failed, by what an upload can show of them. */
    @Test
    void aCommandFailsWhereAnUploadShowsIt() {
        List<String> notShown = new ArrayList<>();
        for (AnalysedMachine machine : machines().toList()) {
            for (Row row : Row.of(machine)) {
                if (!row.isDevice() && !fails(machine, row)) {
                    notShown.add(machine.name());
                }
            }
        }
        // X6: the device has less memory than the region; X7: the size of a namespace is not a multiple of its
        // alignment of 16 MiB.
        // No uploaded file shows the size of a device or the namespaces.
        assertThat(notShown)
                .containsExactly(
                        "X6-block-2g/6.12.118",
                        "X6-block-2g/7.3.4",
                        "X7-pmem-unaligned/6.1.176",
                        "X7-pmem-unaligned/6.12.118",
                        "X7-pmem-unaligned/7.3.4");
    }

    private static boolean fails(AnalysedMachine machine, Row row) {
        KernelView view = view(machine, true);
        if (row.reason().contains("is not volatile capable") || row.reason().contains("set_size failed")) {
            RegionRequest request =
                    new RegionRequest.InWindow(0, 0, row.reason().contains("set_size failed") ? 128 * MIB : 256 * MIB);
            assertThatExceptionOfType(ImpossibleRegionException.class)
                    .isThrownBy(() -> RegionDryRun.of(view, request))
                    .withMessageContaining(
                            row.reason().contains("set_size failed")
                                    ? "set_size failed: Invalid argument"
                                    : "is not volatile capable");
            return true;
        }
        if (machine.name().startsWith("T1-") && row.reason().contains("failed to create region")) {
            RegionDryRun run = RegionDryRun.of(view, new RegionRequest.InWindow(0, 0, 256 * MIB));
            assertThat(run.outcome().refusal().map(Refusal::reason))
                    .contains("the CXL driver of 6.1.176 has no RAM regions");
            return true;
        }
        return false;
    }

    private static List<String> found(AnalysedMachine machine, Row row, RegionDryRun run) {
        RegionOutcome outcome = run.outcome();
        return List.of(
                String.valueOf(outcome.targetNode()),
                outcome.isOnline() ? "online" : "refused",
                String.valueOf(outcome.onlineBytes()),
                String.valueOf(outcome.strandedBytes()),
                run.tier().map(tier -> id(machine, row, tier)).orElse("-"),
                String.valueOf(run.blocks().bytes()));
    }

    private static String id(AnalysedMachine machine, Row row, Tier tier) {
        if (machine.name().startsWith(TIER_OF_DEVICE)) {
            assertThat(tier.source()).isEqualTo(Tier.Source.DEVICE);
            assertThat(tier.id()).isEmpty();
            return row.expected().get(4);
        }
        return String.valueOf(tier.id().orElseThrow());
    }

    /** @param evidence whether files show the size of memory blocks */
    private static KernelView view(AnalysedMachine machine, boolean evidence) {
        Map<HostFile, byte[]> files = machine.tables();
        String log = machine.text("dmesg.txt");
        if (evidence) {
            files.put(HostFile.MEMORY_BLOCKS, machine.files().get("memory-blocks.txt"));
        } else {
            assertThat(log).contains("x86/mm: Memory block size: ");
            log = log.replaceAll(".*x86/mm: Memory block size: .*\n", "");
        }
        files.put(HostFile.DMESG, log.getBytes(StandardCharsets.UTF_8));
        Upload upload = HostMachine.read(new HostFiles(files, Declaration.NOTHING, Map.of()));
        return Replayed.of(upload).under(Optional.empty(), Optional.empty());
    }
}

package io.targetnode.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootReplayTest {

    @Test
    void aWindowBetweenRamOfOneNodeIsCoveredByMeminfoAndStaysInReserved() {
        Boot boot = BootReplay.of(Machines.mission(), Behaviour.V7_0);
        assertThat(boot.rejection()).isEmpty();
        assertThat(blocks(boot.meminfo())).containsExactly("0x0-0x5fffffff:0", "0x60000000-0x7fffffff:1");
        assertThat(blocks(boot.reserved())).containsExactly("0x20000000-0x2fffffff:2");
        assertThat(boot.possibleNodes()).containsExactly(0, 1, 2);
        assertThat(boot.warnings()).isEmpty();
    }

    @Test
    void everyBlockHasItsOriginAndItsHistory() {
        Boot boot = BootReplay.of(Machines.mission(), Behaviour.V6_12);
        Memblk merged = boot.meminfo().blocks().get(0);
        assertThat(merged.origin().describe())
                .isEqualTo("SRAT entry 0 (byte 48, memory affinity, proximity domain 0) [mem 0x00000000-0x1fffffff]");
        assertThat(merged.changes())
                .extracting(BlockChange::describe)
                .containsExactly(
                        "merged with [mem 0x40000000-0x5fffffff] of the same node into [mem 0x00000000-0x5fffffff], because no block of another node lies between them");
        Memblk window = boot.reserved().blocks().get(0);
        assertThat(window.origin().describe())
                .isEqualTo("CEDT entry 0 (byte 36, CFMWS, fake proximity domain 2) [mem 0x20000000-0x2fffffff]");
        assertThat(window.changes())
                .extracting(BlockChange::describe)
                .containsExactly("moved to the reserved list: no usable RAM in it");
    }

    @Test
    void theHistoryNamesStretchesAndCuts() {
        BootInputs inputs = new Machines()
                .ram(0x100000, 0x1fffffff)
                .memory(0, 0x0, 0x2fffffff)
                .hotplug(1, 0x40000000, 0x4fffffff)
                .window(0x3c000000, 0x5fffffff)
                .inputs();
        Boot boot = BootReplay.of(inputs, Behaviour.V7_0);
        assertThat(boot.meminfo().blocks().get(0).changes())
                .extracting(BlockChange::describe)
                .containsExactly(
                        "cut from [mem 0x00000000-0x2fffffff] to [mem 0x00100000-0x2fffffff]: the part below the first RAM is dropped",
                        "cut from [mem 0x00100000-0x2fffffff] to [mem 0x00100000-0x1fffffff]: the part above the end of RAM moved to the reserved list");
        assertThat(boot.reserved().blocks().get(0).changes())
                .extracting(BlockChange::describe)
                .containsExactly(
                        "the part of [mem 0x00100000-0x2fffffff] above the end of RAM, moved to the reserved list");
        Memblk stretched = boot.reserved().blocks().get(1);
        assertThat(stretched.origin().describe())
                .isEqualTo(
                        "SRAT entry 1 (byte 88, memory affinity, proximity domain 1, hot-pluggable) [mem 0x40000000-0x4fffffff]");
        assertThat(stretched.changes())
                .extracting(BlockChange::describe)
                .containsExactly(
                        "stretched from [mem 0x40000000-0x4fffffff] to [mem 0x3c000000-0x5fffffff] over the window of CEDT entry 0, which the SRAT describes in part",
                        "moved to the reserved list: no usable RAM in it");
    }

    @Test
    void theLogHasTheLinesOfTheRelease() {
        BootInputs inputs = new Machines()
                .ram(0x0, 0x3fffffff)
                .entry(new SratEntry.Apic(0, 48, 0, true, 0))
                .entry(new SratEntry.X2Apic(1, 64, 1, true, 258))
                .memory(0, 0x0, 0x1fffffff)
                .memory(1, 0x20000000, 0x3fffffff)
                .entry(new SratEntry.Memory(4, 168, 2, 0x100000000L, 0x10000000, true, true, true))
                .inputs();
        assertThat(BootReplay.of(inputs, Behaviour.V6_1).log())
                .containsExactly(
                        "SRAT: PXM 0 -> APIC 0x00 -> Node 0",
                        "SRAT: PXM 1 -> APIC 0x0102 -> Node 1",
                        "ACPI: SRAT: Node 0 PXM 0 [mem 0x00000000-0x1fffffff]",
                        "ACPI: SRAT: Node 1 PXM 1 [mem 0x20000000-0x3fffffff]",
                        "ACPI: SRAT: Node 2 PXM 2 [mem 0x100000000-0x10fffffff] hotplug non-volatile",
                        "Early memory node ranges",
                        "  node   0: [mem 0x0000000000000000-0x000000001fffffff]",
                        "  node   1: [mem 0x0000000020000000-0x000000003fffffff]",
                        "Initmem setup node 0 [mem 0x0000000000000000-0x000000001fffffff]",
                        "Initmem setup node 1 [mem 0x0000000020000000-0x000000003fffffff]",
                        "Initializing node 2 as memoryless",
                        "Initmem setup node 2 as memoryless");
        assertThat(BootReplay.of(inputs, Behaviour.V7_0).log())
                .doesNotContain("SRAT: PXM 0 -> APIC 0x00 -> Node 0", "Initializing node 2 as memoryless")
                .contains("Initmem setup node 2 as memoryless");
    }

    @Test
    void aRejectedConfigurationIsReplacedByOneNodeAndLeavesStaleReservedBlocks() {
        BootInputs inputs = new Machines()
                .ram(0x0, 0x3fffffff)
                .memory(0, 0x0, 0x27ffffff)
                .memory(1, 0x20000000, 0x3fffffff)
                .hotplug(2, 0x50000000, 0x5fffffff)
                .inputs();
        Boot boot = BootReplay.of(inputs, Behaviour.V7_0);
        assertThat(boot.rejection())
                .hasValue(new Rejection(
                        Rejection.Reason.OVERLAP,
                        "node 0 [mem 0x00000000-0x27ffffff] overlaps with node 1 [mem 0x20000000-0x3fffffff]"));
        assertThat(blocks(boot.meminfo())).containsExactly("0x0-0x3fffffff:0");
        assertThat(boot.meminfo().blocks().get(0).origin().describe())
                .isEqualTo("the node that the kernel fakes without a NUMA configuration, [mem 0x00000000-0x3fffffff]");
        assertThat(blocks(boot.reserved())).containsExactly("0x50000000-0x5fffffff:2");
        assertThat(boot.possibleNodes()).containsExactly(0);
        assertThat(boot.log())
                .contains(
                        "node 0 [mem 0x00000000-0x27ffffff] overlaps with node 1 [mem 0x20000000-0x3fffffff]",
                        "No NUMA configuration found",
                        "Faking a node at [mem 0x0000000000000000-0x000000003fffffff]");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 256})
    void ramWithoutNodeBelowTheLimitIsAcceptedWithAWarningOfAPanic(long pages) {
        BootInputs inputs = uncovered(pages);
        Boot boot = BootReplay.of(inputs, Behaviour.V7_0);
        assertThat(boot.rejection()).isEmpty();
        assertThat(boot.uncoveredPages()).isEqualTo(pages);
        assertThat(boot.warnings())
                .singleElement()
                .asString()
                .startsWith(pages * 4096 + " bytes of usable RAM belong to no node.")
                .contains("panics early in boot");
        assertThat(boot.log()).as("the kernel does not print nodes").doesNotContain("Early memory node ranges");
    }

    @Test
    void ramWithoutNodeAboveTheLimitIsRejected() {
        assertThat(BootReplay.of(uncovered(257), Behaviour.V7_0).rejection())
                .hasValue(new Rejection(
                        Rejection.Reason.COVERAGE,
                        "1052672 bytes of usable RAM belong to no node; this kernel tolerates 1048576"));
        assertThat(BootReplay.of(uncovered(256), Behaviour.V6_1).rejection())
                .as("6.1 rejects exactly 1 MiB")
                .isPresent();
        assertThat(BootReplay.of(uncovered(255), Behaviour.V6_1).rejection()).isEmpty();
        assertThat(BootReplay.of(uncovered(257), Behaviour.V7_0).warnings()).isEmpty();
    }

    @Test
    void aReservedListBeyondTheKernelsCapacityGivesAWarning() {
        Machines machine = new Machines().maxNodes(4).ram(0x0, 0xfff);
        for (int i = 1; i <= 8; i++) {
            machine.hotplug(i % 2, 0x100000000L * i, 0x100000000L * i + 0xfffff);
        }
        assertThat(BootReplay.of(machine.inputs(), Behaviour.V7_0).warnings())
                .as("eight blocks and one page without a node fit")
                .noneMatch(warning -> warning.contains("write past the end"));
        Boot boot = BootReplay.of(machine.window(0x10000000, 0x1fffffff).inputs(), Behaviour.V7_0);
        assertThat(boot.reserved().blocks()).hasSize(9);
        assertThat(boot.warnings())
                .anyMatch(warning ->
                        warning.startsWith("The reserved list needs 9 blocks, but the kernel has space for 8"));
    }

    @Test
    void aShortProcessorEntryAfterADisabledInitiatorIsIgnored() {
        BootInputs inputs = new Machines()
                .ram(0x0, 0xfffff)
                .entry(new SratEntry.GenericInitiator(0, 48, 5, false))
                .entry(new SratEntry.WrongLength(1, 80, 0, 15))
                .memory(0, 0x0, 0xfffff)
                .inputs();
        assertThat(BootReplay.of(inputs, Behaviour.V7_0).rejection()).isEmpty();
    }

    @Test
    void ramOnBothSidesOfABoundaryWithinAPageIsCountedInWholePages() {
        BootInputs inputs = new Machines()
                .ram(0x0, 0x2fff)
                .memory(0, 0x0, 0x17ff)
                .memory(1, 0x1800, 0x1bff)
                .memory(2, 0x1c00, 0x2fff)
                .inputs();
        Boot boot = BootReplay.of(inputs, Behaviour.V7_0);
        assertThat(boot.uncoveredPages()).isZero();
        assertThat(boot.log())
                .contains(
                        "  node   0: [mem 0x0000000000000000-0x0000000000000fff]",
                        "  node   2: [mem 0x0000000000002000-0x0000000000002fff]",
                        "Initmem setup node 1 as memoryless");
    }

    @Test
    void numaOffFakesOneNodeAndReadsNoTable() {
        BootInputs inputs = new Machines()
                .ram(0x1000, 0x3fffffff)
                .memory(3, 0x0, 0x3fffffff)
                .window(0x50000000, 0x5fffffff)
                .inputs(NumaOption.OFF);
        Boot boot = BootReplay.of(inputs, Behaviour.V7_0);
        assertThat(boot.rejection())
                .hasValue(new Rejection(
                        Rejection.Reason.NUMA_OFF, "NUMA is turned off, by numa=off or by the kernel itself"));
        assertThat(blocks(boot.meminfo())).containsExactly("0x1000-0x3fffffff:0");
        assertThat(boot.reserved().blocks()).isEmpty();
        assertThat(boot.log())
                .startsWith("NUMA turned off", "Faking a node at [mem 0x0000000000000000-0x000000003fffffff]");
        assertThat(blocks(BootReplay.of(inputs, Behaviour.V6_1).meminfo())).containsExactly("0x0-0x3fffffff:0");
    }

    @Test
    void theReasonNamesTheEntry() {
        assertThat(rejectionOf(new SratEntry.Memory(7, 99, 1024, 0, 4096, true, false, false)))
                .isEqualTo(
                        "SRAT entry 7 (byte 99) has proximity domain 1024, which is out of range or has no free node");
        assertThat(rejectionOf(new SratEntry.Memory(7, 99, -1, 0, 4096, true, false, false)))
                .contains("proximity domain 4294967295");
        assertThat(rejectionOf(new SratEntry.WrongLength(7, 99, 1, 39)))
                .isEqualTo("SRAT entry 7 (byte 99) has length 39, which the kernel refuses");
        assertThat(rejectionOf(new SratEntry.WrongLength(7, 99, 0, 15)))
                .isEqualTo("SRAT entry 7 (byte 99) has length 15, which the kernel refuses");
        assertThat(BootReplay.of(Machines.mission(), Behaviour.V7_0).rejection())
                .isEmpty();
        BootInputs none = new BootInputs(
                UsableRam.of(List.of(new AddressRange(0, 0xfffff))),
                new Tables(Optional.empty(), Optional.empty()),
                NumaOption.NONE,
                1024);
        assertThat(BootReplay.of(none, Behaviour.V7_0).rejection())
                .hasValue(new Rejection(Rejection.Reason.NO_SRAT, "the machine has no SRAT"));
    }

    @Test
    void oneRangeMoreThanTheListHoldsDisablesTheSrat() {
        Machines machine = new Machines().maxNodes(2).ram(0x0, 0xfffff);
        for (int i = 0; i < 4; i++) {
            machine.memory(0, 0x100000L * i, 0x100000L * i + 0xfffff);
        }
        assertThat(BootReplay.of(machine.inputs(), Behaviour.V7_0).rejection()).isEmpty();
        assertThat(BootReplay.of(machine.memory(0, 0x900000, 0x9fffff).inputs(), Behaviour.V7_0)
                        .rejection())
                .hasValue(new Rejection(
                        Rejection.Reason.BAD_SRAT,
                        "SRAT entry 4 (byte 208) is one range more than the kernel can store"));
    }

    @Test
    void describedRangesKeepTheirNodesAndTheirOrder() {
        Boot boot = BootReplay.of(
                Machines.described(
                        range(0, 0x0, 0x1fffffff, MemoryType.SYSTEM_RAM, 0),
                        range(1, 0x20000000, 0x2fffffff, MemoryType.CXL_WINDOW, 2),
                        range(2, 0x40000000, 0x5fffffff, MemoryType.SYSTEM_RAM, 0),
                        range(3, 0x60000000, 0x7fffffff, MemoryType.SYSTEM_RAM, 1),
                        range(4, 0x90000000L, 0x9fffffffL, MemoryType.HOTPLUG, 7)),
                Behaviour.V6_12);
        assertThat(blocks(boot.meminfo())).containsExactly("0x0-0x5fffffff:0", "0x60000000-0x7fffffff:1");
        assertThat(blocks(boot.reserved())).containsExactly("0x20000000-0x2fffffff:2", "0x90000000-0x9fffffff:7");
        assertThat(boot.possibleNodes()).containsExactly(0, 1, 2, 7);
        assertThat(boot.reserved().blocks().get(0).origin().describe())
                .isEqualTo("described range 1 (cxl-window) [mem 0x20000000-0x2fffffff]");
    }

    @Test
    void aDescribedRangeUpToTheLastByteIsIgnoredWithAWarning() {
        Boot boot = BootReplay.of(
                Machines.described(
                        range(0, 0x0, 0x1fffffff, MemoryType.SYSTEM_RAM, 0),
                        range(1, 0xfffffffff0000000L, -1L, MemoryType.PERSISTENT, 1)),
                Behaviour.V7_0);
        assertThat(boot.reserved().blocks()).isEmpty();
        assertThat(boot.warnings())
                .containsExactly(
                        "described range 1 ends with the last byte of the address space: the kernel ignores it");
    }

    @Test
    void numaNoacpiKeepsOnlyTheWindowsOfADescription() {
        List<DescribedRange> ranges = List.of(
                range(0, 0x0, 0x1fffffff, MemoryType.SYSTEM_RAM, 1),
                range(1, 0x20000000, 0x2fffffff, MemoryType.CXL_WINDOW, 2));
        BootInputs inputs = new BootInputs(
                UsableRam.of(List.of(new AddressRange(0x0, 0x1fffffff))),
                new NodeDescription.Described(ranges),
                NumaOption.NO_ACPI,
                1024);
        Boot boot = BootReplay.of(inputs, Behaviour.V7_0);
        assertThat(boot.rejection()).hasValue(SratPass.DISABLED_BY_COMMAND_LINE);
        assertThat(blocks(boot.meminfo())).containsExactly("0x0-0x1fffffff:0");
        assertThat(blocks(boot.reserved())).containsExactly("0x20000000-0x2fffffff:2");
    }

    @Test
    void aDescribedWindowIsLostIfItsListIsFull() {
        DescribedRange[] ranges = new DescribedRange[2050];
        ranges[0] = range(0, 0x0, 0xffff, MemoryType.SYSTEM_RAM, 0);
        for (int i = 1; i < ranges.length; i++) {
            ranges[i] = range(i, 0x10000L * i, 0x10000L * i + 0xffff, MemoryType.CXL_WINDOW, i % 1024);
        }
        Boot boot = BootReplay.of(Machines.described(ranges), Behaviour.V7_0);
        assertThat(boot.rejection()).isEmpty();
        assertThat(boot.reserved().blocks()).hasSize(2048);
    }

    @Test
    void aTailIsLostIfTheReservedListIsFull() {
        Machines machine = new Machines().maxNodes(2).ram(0x0, 0xfff);
        DescribedRange[] ranges = {
            range(0, 0x10000, 0x1ffff, MemoryType.CXL_WINDOW, 0),
            range(1, 0x20000, 0x2ffff, MemoryType.CXL_WINDOW, 0),
            range(2, 0x30000, 0x3ffff, MemoryType.CXL_WINDOW, 0),
            range(3, 0x40000, 0x4ffff, MemoryType.CXL_WINDOW, 0),
            range(4, 0x0, 0x1fff, MemoryType.SYSTEM_RAM, 1)
        };
        BootInputs inputs = new BootInputs(
                machine.inputs().ram(), new NodeDescription.Described(List.of(ranges)), NumaOption.NONE, 2);
        Boot boot = BootReplay.of(inputs, Behaviour.V7_0);
        assertThat(blocks(boot.meminfo())).containsExactly("0x0-0xfff:1");
        assertThat(boot.reserved().blocks()).hasSize(4);
    }

    /** 512 small ranges within 1,024 large ones, all of node 0; the large ones overlap ranges of node 1. */
    @Test
    void warningsOfEveryPairAreLimitedAndCounted() {
        Machines machine = new Machines().ram(0x0, 0xffffffffffL);
        for (int i = 0; i < 512; i++) {
            machine.memory(0, 0x10000000L + i * 0x4000L, 0x10000000L + i * 0x4000L + 0xfff);
        }
        for (int i = 0; i < 1024; i++) {
            machine.memory(0, 0x1000, 0x7000000000L + i * 0x1000L);
        }
        for (int i = 0; i < 512; i++) {
            machine.memory(1, 0x10002000L + i * 0x4000L, 0x10002000L + i * 0x4000L + 0xfff);
        }
        Boot boot = BootReplay.of(machine.inputs(), Behaviour.V7_0);
        assertThat(boot.rejection()).map(Rejection::reason).hasValue(Rejection.Reason.OVERLAP);
        int size = machine.inputs().size();
        assertThat(boot.log()).hasSize(8 * size + 100);
        assertThat(boot.omittedLogLines()).isBetween(100_000L, 999_999L);
        assertThat(boot.logWithCount())
                .hasSize(8 * size + 100 + 1)
                .endsWith("(%d more lines)".formatted(boot.omittedLogLines()));
    }

    @Test
    void uncoveredRamOfMoreThanHalfOfTheAddressSpaceIsCounted() {
        BootInputs inputs = new Machines()
                .ram(0x1000, 0xfffffffffffeffffL)
                .memory(0, 0x0, 0xfff)
                .memory(0, 0x1000, 0x1fff)
                .inputs();
        assertThat(BootReplay.of(inputs, Behaviour.V7_0).uncoveredPages()).isEqualTo(0xfffffffffffeeL);
    }

    @Test
    void moreDescribedRangesThanTheKernelCanStoreAreRejected() {
        DescribedRange[] ranges = new DescribedRange[2049];
        for (int i = 0; i < ranges.length; i++) {
            ranges[i] = range(i, 0x10000L * i, 0x10000L * i + 0xffff, MemoryType.SYSTEM_RAM, i % 2);
        }
        assertThat(BootReplay.of(Machines.described(ranges), Behaviour.V7_0).rejection())
                .hasValue(new Rejection(
                        Rejection.Reason.BAD_SRAT, "described range 2048 is one more than the kernel can store"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1024, -1, 0, 1, 3, 1023, 1025, 2048, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void anInvalidMaxNodesIsRefused(int maxNodes) {
        assertThatThrownBy(() -> new Machines().maxNodes(maxNodes).inputs())
                .isInstanceOf(NotModelledException.class)
                .hasMessage("maxNodes %d: MAX_NUMNODES of a NUMA kernel is a power of two from 2 to 1024"
                        .formatted(maxNodes));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1024})
    void aDescribedNodeOutOfRangeIsRefused(int node) {
        assertThatThrownBy(() -> Machines.described(range(0, 0, 0xfff, MemoryType.SYSTEM_RAM, node)))
                .isInstanceOf(NotModelledException.class)
                .hasMessageContaining("described range 0: node %d; nodes are 0 to 1023".formatted(node));
    }

    private static String rejectionOf(SratEntry entry) {
        BootInputs inputs = new Machines()
                .ram(0x0, 0xfffff)
                .memory(0, 0, 0xfffff)
                .entry(entry)
                .inputs();
        Rejection rejection = BootReplay.of(inputs, Behaviour.V7_0).rejection().orElseThrow();
        assertThat(rejection.reason()).isEqualTo(Rejection.Reason.BAD_SRAT);
        return rejection.detail();
    }

    private static BootInputs uncovered(long pages) {
        return new Machines()
                .ram(0x0, 0x3fffffff + pages * 4096)
                .memory(0, 0x0, 0x3fffffff)
                .inputs();
    }

    private static DescribedRange range(int index, long start, long end, MemoryType type, int node) {
        return new DescribedRange(index, new AddressRange(start, end), type, node);
    }

    private static List<String> blocks(Meminfo meminfo) {
        return meminfo.blocks().stream()
                .map(block -> block.range() + ":" + block.node())
                .toList();
    }
}

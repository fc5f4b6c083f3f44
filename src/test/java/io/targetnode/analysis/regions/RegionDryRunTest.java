package io.targetnode.analysis.regions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.acpi.WindowDecoding;
import io.targetnode.analysis.nodes.Tier;
import io.targetnode.analysis.regions.RegionDryRun.NodeCapacity;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Machines;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.NumaOption;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegionDryRunTest {

    private static final long MIB = 1L << 20;
    private static final String OLD = "6.12.74";
    private static final String FIXED = "7.3.4";
    private static final int ALL_RESTRICTIONS = 0xf;

    private static final TriedMachine MISSION = TriedMachine.of(Machines.mission());

    // The node

    @Test
    void theRuleDecidesTheNodeOfARegionInAHole() {
        RegionDryRun old = MISSION.tryAt(OLD, 0x20000000, 256 * MIB);
        assertThat(old.outcome())
                .isEqualTo(new RegionOutcome(
                        LookupRule.PREFER_ONLINE,
                        0,
                        DecidedBy.PHYS_TO_TARGET_NODE,
                        Optional.empty(),
                        256 * MIB,
                        0,
                        true,
                        List.of()));
        assertThat(old.otherRule().targetNode()).isEqualTo(2);
        assertThat(old.otherRule().misplaced()).isFalse();
        assertThat(old.window()).hasValue(0);
        assertThat(old.kind()).isEqualTo(RegionKind.CXL_RAM);
        RegionDryRun fixed = MISSION.tryAt(FIXED, 0x20000000, 256 * MIB);
        assertThat(fixed.outcome().targetNode()).isEqualTo(2);
        assertThat(fixed.outcome().misplaced()).isFalse();
        assertThat(fixed.otherRule().targetNode()).isZero();
        assertThat(fixed.otherRule().misplaced()).isTrue();
    }

    @Test
    void aWindowWithoutNodeFallsBackOnTheNodeOfAHotAdd() {
        BootInputs inputs = new Machines()
                .ram(0, 0x3fffffff)
                .memory(1023, 0, 0x1fffffff)
                .memory(5, 0x20000000, 0x3fffffff)
                .window(0x60000000, 0x6fffffff)
                .inputs();
        RegionOutcome outcome =
                TriedMachine.of(inputs).tryAt(FIXED, 0x60000000, 256 * MIB).outcome();
        assertThat(outcome.decidedBy()).isEqualTo(DecidedBy.MEMORY_ADD_PHYSADDR_TO_NID);
        assertThat(outcome.targetNode()).isZero();
        assertThat(outcome.isOnline()).isTrue();
        assertThat(outcome.misplaced()).as("no block describes the window").isFalse();
    }

    @Test
    void aKernelWithTheStubAddsEveryRegionToNode0() {
        RegionDryRun stub = RegionDryRun.of(MISSION.under(LookupRule.STUB), RegionRequest.at(0x20000000, 256 * MIB));
        assertThat(stub.outcome().targetNode()).isZero();
        assertThat(stub.outcome().misplaced()).isTrue();
        assertThat(stub.otherRule().rule()).isEqualTo(LookupRule.PREFER_RESERVED);
        assertThat(stub.otherRule().targetNode()).isEqualTo(2);
    }

    @Test
    void softReservedMemoryWithoutNodeIsRefused() {
        BootInputs inputs =
                new Machines().ram(0, 0x3fffffff).memory(0, 0, 0x3fffffff).inputs();
        RegionDryRun run = TriedMachine.of(inputs)
                .softReserved(new AddressRange(0x100000000L, 0x13fffffffL))
                .tryAt(FIXED, 0x100000000L, 1024 * MIB);
        assertThat(run.kind()).isEqualTo(RegionKind.SOFT_RESERVED);
        assertThat(run.outcome().targetNode()).isEqualTo(-1);
        assertThat(run.outcome().decidedBy()).isEqualTo(DecidedBy.PHYS_TO_TARGET_NODE);
        assertRefused(
                run,
                "kmem refuses node -1 with -EINVAL: the start of the region has no node",
                "probe with driver kmem failed with error -22");
    }

    @Test
    void describedSoftReservedMemoryCounts() {
        BootInputs inputs = Machines.described(
                new DescribedRange(0, new AddressRange(0, 0x3fffffff), MemoryType.SYSTEM_RAM, 0),
                new DescribedRange(1, new AddressRange(0x40000000, 0x4fffffff), MemoryType.SOFT_RESERVED, 1));
        RegionDryRun run = TriedMachine.of(inputs).tryAt(FIXED, 0x40000000, 256 * MIB);
        assertThat(run.kind()).isEqualTo(RegionKind.SOFT_RESERVED);
        assertThat(run.outcome().targetNode()).isEqualTo(1);
    }

    @Test
    void softReservedMemoryInAWindowIsLeftToTheCxlDriverSince7() {
        TriedMachine machine = MISSION.softReserved(new AddressRange(0x20000000, 0x2fffffff));
        assertThat(machine.tryAt("6.18.15", 0x20000000, 256 * MIB).kind()).isEqualTo(RegionKind.SOFT_RESERVED);
        assertThat(machine.tryAt("7.0", 0x20000000, 256 * MIB).kind()).isEqualTo(RegionKind.CXL_RAM);
        assertThat(machine.tryOn("6.18.15", new RegionRequest.InWindow(0, 0, 256 * MIB))
                        .kind())
                .isEqualTo(RegionKind.CXL_RAM);
    }

    // Soft-reserved memory with an HMAT

    /** X8a-soft-reserved-hmat of the captures: soft-reserved memory with an SRAT entry of its own, within the span of node 0. */
    private static TriedMachine softReserved(AddressRange... ranges) {
        BootInputs inputs = new Machines()
                .ram(0, 0x1fffffff)
                .ram(0x40000000, 0x7fffffff)
                .memory(0, 0, 0x1fffffff)
                .memory(2, 0x20000000, 0x2fffffff)
                .memory(0, 0x40000000, 0x5fffffff)
                .memory(1, 0x60000000, 0x7fffffff)
                .inputs();
        return TriedMachine.of(inputs).softReserved(ranges);
    }

    private static final AddressRange WHOLE_ENTRY = new AddressRange(0x20000000, 0x2fffffff);

    @Test
    void withAnHmatTheProximityDomainOfSoftReservedMemoryDecides() {
        for (int revision = 1; revision <= 2; revision++) {
            RegionDryRun run = softReserved(WHOLE_ENTRY).hmat(revision, "").tryAt(OLD, 0x20000000, 256 * MIB);
            assertThat(run.kind()).isEqualTo(RegionKind.SOFT_RESERVED);
            assertThat(run.outcome().decidedBy()).isEqualTo(DecidedBy.PXM_TO_NODE);
            assertThat(run.outcome().targetNode()).isEqualTo(1);
            assertThat(run.outcome().misplaced()).isFalse();
            assertThat(run.otherRule().targetNode()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"3, ''", "0, ''", "2, numa=nohmat"})
    void anHmatThatTheKernelDoesNotUseDecidesNothing(int revision, String commandLine) {
        RegionDryRun run = softReserved(WHOLE_ENTRY).hmat(revision, commandLine).tryAt(OLD, 0x20000000, 256 * MIB);
        assertThat(run.outcome().decidedBy()).isEqualTo(DecidedBy.PHYS_TO_TARGET_NODE);
        assertThat(run.outcome().targetNode()).isZero();
        assertThat(run.outcome().misplaced()).isTrue();
        assertThat(run.otherRule().targetNode()).isEqualTo(1);
    }

    @Test
    void withoutAnHmatTheAddressOfSoftReservedMemoryDecides() {
        RegionDryRun run = softReserved(WHOLE_ENTRY).tryAt(OLD, 0x20000000, 256 * MIB);
        assertThat(run.outcome().decidedBy()).isEqualTo(DecidedBy.PHYS_TO_TARGET_NODE);
        assertThat(run.outcome().targetNode()).isZero();
    }

    @Test
    void anEntryWithRamIsNoDevice() {
        BootInputs inputs =
                new Machines().ram(0, 0x1fffffff).memory(0, 0, 0x3fffffff).inputs();
        RegionDryRun run =
                TriedMachine.of(inputs).softReserved(WHOLE_ENTRY).hmat(2, "").tryAt(FIXED, 0x20000000, 256 * MIB);
        assertThat(run.outcome().decidedBy()).isEqualTo(DecidedBy.PHYS_TO_TARGET_NODE);
    }

    @Test
    void thePartOfASoftReservedRangeThatAnEntryLeavesOutHasNoDevice() {
        TriedMachine machine =
                softReserved(new AddressRange(0x20000000, 0x3fffffff)).hmat(2, "");
        assertRefused(
                machine.tryAt(FIXED, 0x30000000, 256 * MIB),
                "the kernel makes no device here: an SRAT entry that covers another part of this soft-reserved range has one");
        assertThat(machine.tryAt(FIXED, 0x20000000, 256 * MIB).outcome().targetNode())
                .isEqualTo(1);
    }

    @Test
    void aProximityDomainWithoutNodeIsNotMasked() {
        BootInputs machine = softReserved(WHOLE_ENTRY).inputs();
        Srat srat = ((Tables) machine.memory()).srat().orElseThrow();
        List<SratEntry> entries = srat.entries().stream()
                .map(entry -> (SratEntry.Memory) entry)
                .<SratEntry>map(entry -> new SratEntry.Memory(
                        entry.index(),
                        entry.offset(),
                        entry.proximityDomain() | 0x100,
                        entry.base(),
                        entry.lengthBytes(),
                        true,
                        false,
                        false))
                .toList();
        BootInputs inputs = new BootInputs(
                machine.ram(),
                new Tables(Optional.of(new Srat(1, entries, false)), Optional.empty()),
                NumaOption.NONE,
                1024);
        RegionDryRun run =
                TriedMachine.of(inputs).softReserved(WHOLE_ENTRY).hmat(2, "").tryAt(FIXED, 0x20000000, 256 * MIB);
        assertThat(run.outcome().decidedBy()).isEqualTo(DecidedBy.PXM_TO_NODE);
        assertThat(run.outcome().targetNode()).isEqualTo(-1);
        assertThat(run.outcome().isOnline()).isFalse();
    }

    @Test
    void theTierIsThatOfTheNodeAndThereIsNoneOfARefusedRegion() {
        assertThat(MISSION.tryAt(FIXED, 0x20000000, 256 * MIB).tier())
                .hasValueSatisfying(tier -> assertThat(tier.source()).isEqualTo(Tier.Source.DEFAULT_KMEM));
        assertThat(MISSION.tryAt(OLD, 0x20000000, 256 * MIB).tier())
                .hasValueSatisfying(tier -> assertThat(tier.source()).isEqualTo(Tier.Source.DEFAULT_DRAM));
        assertThat(MISSION.tryAt(FIXED, 0x20000000, MIB).tier()).isEmpty();
    }

    // The kind

    @ParameterizedTest
    @CsvSource({
        "7.3.4, 0x20000000, 268435456, CXL_RAM",
        "6.3, 0x20000000, 268435456, CXL_RAM",
        "6.1.176, 0x20000000, 268435456, CXL_RAM",
        "7.3.4, 0x20200000, 134217728, CXL_OTHER",
        "7.3.4, 0x20000000, 134217728, CXL_OTHER",
        "7.3.4, 0x20000000, 268435455, CXL_OTHER",
    })
    void onlyAlignedMemoryOfAWindowCanBeARamRegion(String kernel, String start, long size, RegionKind kind) {
        assertThat(MISSION.tryAt(kernel, Long.decode(start), size).kind()).isEqualTo(kind);
    }

    @Test
    void aWindowForPersistentMemoryOnlyHasNoRamRegionButOtherMemory() {
        TriedMachine machine = withDecoding(0, 0xa);
        assertThat(machine.tryAt(FIXED, 0x20000000, 256 * MIB).kind()).isEqualTo(RegionKind.CXL_OTHER);
        assertImpossible(
                machine,
                new RegionRequest.InWindow(0, 0, 256 * MIB),
                "window 0 (0x20000000-0x2fffffff) is not volatile capable");
    }

    @Test
    void aReservedRangeOutsideOfWindowsIsOfAnotherDriver() {
        BootInputs inputs = new Machines()
                .ram(0, 0x3fffffff)
                .memory(0, 0, 0x3fffffff)
                .hotplug(1, 0x100000000L, 0x1ffffffffL)
                .inputs();
        RegionDryRun run = TriedMachine.of(inputs).tryAt(FIXED, 0x100000000L, 4096 * MIB);
        assertThat(run.kind()).isEqualTo(RegionKind.RESERVED);
        assertThat(run.window()).isEmpty();
        assertThat(run.outcome().targetNode()).isEqualTo(1);
        assertThat(run.outcome().isOnline()).isTrue();
    }

    // Refusals

    @Test
    void aNodeThatIsNotPossibleIsRefused() {
        BootInputs inputs = new Machines()
                .ram(0, 0x1fffffff)
                .ram(0x40000000, 0x5fffffff)
                .memory(0, 0, 0x1fffffff)
                .memory(1, 0x10000000, 0x1fffffff)
                .memory(0, 0x40000000, 0x5fffffff)
                .window(0x20000000, 0x2fffffff)
                .inputs();
        RegionDryRun run = TriedMachine.of(inputs).tryAt(FIXED, 0x20000000, 256 * MIB);
        assertThat(run.outcome().targetNode()).isEqualTo(2);
        assertRefused(
                run,
                "kmem fails with -EINVAL: node 2 is not possible on this machine; the possible nodes are [0]",
                "probe with driver kmem failed with error -22");
        assertThat(run.otherRule().isOnline())
                .as("the rejected machine's node 0")
                .isTrue();
        assertThat(run.otherRule().misplaced()).isTrue();
    }

    @Test
    void aRegionWithoutAWholeBlockIsRefusedBeforeItsNodeIsChecked() {
        RegionDryRun run = MISSION.blocks(2048 * MIB).tryAt("7.3", 0x20000000, 256 * MIB);
        assertThat(run.blocks().source()).isEqualTo(BlockSize.Source.EVIDENCE);
        assertRefused(
                run,
                "kmem refuses the region with -EINVAL: no whole memory block of 2048 MiB lies in it",
                "mapping0: 0x20000000-0x2fffffff too small after alignment",
                "rejecting DAX region without any memory after alignment",
                "probe with driver kmem failed with error -22");
    }

    @Test
    void aRangeThatCrossesTheEdgeOfSoftReservedMemoryIsBusyBefore7() {
        BootInputs inputs = new Machines()
                .ram(0, 0x1fffffff)
                .ram(0x40000000, 0x5fffffff)
                .memory(0, 0, 0x1fffffff)
                .memory(0, 0x40000000, 0x5fffffff)
                .memory(2, 0x20000000, 0x3fffffff)
                .inputs();
        TriedMachine machine = TriedMachine.of(inputs).softReserved(new AddressRange(0x21000000, 0x3bffffff));
        RegionDryRun busy = machine.tryAt("6.18.15", 0x20000000, 512 * MIB);
        assertRefused(
                busy,
                "kmem fails with -EBUSY: the memory blocks cross the edge of a soft-reserved range",
                "mapping0: 0x20000000-0x3fffffff could not reserve region",
                "probe with driver kmem failed with error -16");
        assertThat(machine.tryAt(FIXED, 0x20000000, 512 * MIB).outcome().isOnline())
                .isTrue();
        RegionDryRun inside = machine.tryAt("6.18.15", 0x21000000, 432 * MIB);
        assertThat(inside.outcome().onlineBytes()).isEqualTo(256 * MIB);
        assertThat(inside.outcome().strandedBytes()).isEqualTo(176 * MIB);
    }

    @Test
    void aRamRegionIsRefusedByAKernelWithoutThem() {
        RegionDryRun run = MISSION.tryOn("6.1.176", new RegionRequest.InWindow(0, 0, 256 * MIB));
        assertRefused(run, "the CXL driver of 6.1.176 has no RAM regions");
        assertThat(MISSION.tryAt("6.1.176", 0x20000000, 256 * MIB).outcome()).isEqualTo(run.outcome());
        assertThat(MISSION.tryAt("6.1.176", 0x20200000, 254 * MIB).outcome().isOnline())
                .as("a namespace of persistent memory")
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"6.12.118, 0", "6.18.15, 1", "7.3.4, 1"})
    void newerKernelsReportStrandedMemory(String kernel, int lines) {
        RegionOutcome outcome = MISSION.tryAt(kernel, 0x20200000, 254 * MIB).outcome();
        assertThat(outcome.onlineBytes()).isEqualTo(128 * MIB);
        assertThat(outcome.strandedBytes()).isEqualTo(126 * MIB);
        assertThat(outcome.log())
                .isEqualTo(List.of("DAX region truncated by 126 MiB due to alignment")
                        .subList(0, lines));
    }

    // Capacities

    @Test
    void onlyTheNodeOfTheRegionGrows() {
        assertThat(MISSION.tryAt(OLD, 0x20000000, 256 * MIB).capacities())
                .containsExactly(
                        new NodeCapacity(0, 1024 * MIB, 1280 * MIB),
                        new NodeCapacity(1, 512 * MIB, 512 * MIB),
                        new NodeCapacity(2, 0, 0));
    }

    @Test
    void withMemmapOnMemoryARamRegionHoldsItsOwnStructPages() {
        TriedMachine machine = MISSION.memmapOnMemory();
        RegionDryRun ram = machine.tryAt(FIXED, 0x20000000, 256 * MIB);
        assertThat(ram.outcome().onlineBytes()).isEqualTo(256 * MIB);
        assertThat(ram.capacities()).contains(new NodeCapacity(2, 0, 252 * MIB));
        assertThat(machine.tryAt(FIXED, 0x28000000, 128 * MIB).capacities())
                .as("not a RAM region")
                .contains(new NodeCapacity(2, 0, 128 * MIB));
    }

    // Windows

    @Test
    void aRegionOfAWindowBeginsAtItsOffset() {
        BootInputs inputs = new Machines()
                .ram(0, 0x3fffffff)
                .memory(0, 0, 0x3fffffff)
                .window(0x40000000, 0x4fffffff)
                .window(0x110000000L, 0x15fffffffL)
                .inputs();
        RegionDryRun run = TriedMachine.of(inputs).tryOn(FIXED, new RegionRequest.InWindow(1, 256 * MIB, 512 * MIB));
        assertThat(run.range()).isEqualTo(new AddressRange(0x120000000L, 0x13fffffffL));
        assertThat(run.window()).hasValue(1);
        assertThat(run.outcome().targetNode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 0 | 268435456 | there is no window 1: this machine has 1 window, numbered from 0 in the order of the CEDT",
                "-1 | 0 | 268435456 | there is no window -1",
                "0 | 0 | 134217728 | the CXL driver refuses a region of 134217728 bytes (set_size failed: Invalid argument)",
                "0 | 0 | 0 | the CXL driver refuses a region of 0 bytes",
                "0 | 0 | -1 | the CXL driver refuses a region of 18446744073709551615 bytes",
                "0 | 134217728 | 268435456 | the CXL driver places regions at multiples of 256 MiB; the offset 134217728 is none",
                "0 | 268435456 | 268435456 | a region of 268435456 bytes at offset 268435456 does not fit into window 0",
                "0 | 0 | 536870912 | a region of 536870912 bytes at offset 0 does not fit into window 0",
                "0 | -268435456 | 268435456 | a region of 268435456 bytes at offset 18446744073441116160 does not fit",
                "0 | 0 | -268435456 | a region of 18446744073441116160 bytes at 0x20000000 ends beyond the last address",
            })
    void theCxlDriverRefusesARegionThatDoesNotFit(int window, long offset, long size, String message) {
        assertImpossible(MISSION, new RegionRequest.InWindow(window, offset, size), message);
    }

    @Test
    void aMisalignedWindowHasANodeButNoDecoder() {
        BootInputs inputs = new Machines()
                .ram(0, 0x3fffffff)
                .memory(0, 0, 0x3fffffff)
                .window(0x118000000L, 0x127ffffffL)
                .window(0x130000000L, 0x13fffffffL)
                .inputs();
        TriedMachine machine = TriedMachine.of(inputs);
        assertImpossible(
                machine,
                new RegionRequest.InWindow(0, 0, 256 * MIB),
                "the CXL driver makes no decoder for window 0 (0x118000000-0x127ffffff): its base or its size is not a multiple of 256 MiB");
        RegionDryRun byAddress = machine.tryAt(FIXED, 0x118000000L, 256 * MIB);
        assertThat(byAddress.outcome().targetNode()).isEqualTo(1);
        assertThat(byAddress.kind()).isEqualTo(RegionKind.CXL_OTHER);
    }

    @Test
    void anEmptyOrWrappingWindowHasNoDecoder() {
        BootInputs base = Machines.mission();
        Cedt cedt = new Cedt(List.of(
                new Cedt.Window(0, 36, 0x90000000L, 0), new Cedt.Window(1, 76, 0xfffffffff0000000L, 0x20000000)));
        TriedMachine machine = TriedMachine.of(withCedt(base, cedt));
        for (int window = 0; window < 2; window++) {
            assertImpossible(
                    machine,
                    new RegionRequest.InWindow(window, 0, 256 * MIB),
                    "it is empty, or its end wraps around 2^64");
        }
    }

    @Test
    void theInterleaveWaysMultiplyTheUnit() {
        TriedMachine machine = withDecoding(1, ALL_RESTRICTIONS);
        assertImpossible(machine, new RegionRequest.InWindow(0, 0, 256 * MIB), "must be a multiple of 512 MiB");
        assertThat(machine.tryAt(FIXED, 0x20000000, 256 * MIB).kind()).isEqualTo(RegionKind.CXL_OTHER);
        assertImpossible(
                withDecoding(5, ALL_RESTRICTIONS),
                new RegionRequest.InWindow(0, 0, 256 * MIB),
                "its number of interleave ways has the undefined encoding 5");
    }

    // Places

    @Test
    void aRegionInUsableRamIsImpossible() {
        String message = "the region 0x50000000-0x5fffffff overlaps usable RAM at boot, 0x40000000-0x7fffffff";
        assertImpossible(MISSION, RegionRequest.at(0x50000000, 256 * MIB), message);
        assertImpossible(
                MISSION, RegionRequest.at(0x2fffffff, 512 * MIB), "overlaps usable RAM at boot, 0x40000000-0x7fffffff");
        BootInputs inWindow = new Machines()
                .ram(0, 0x1fffffff)
                .ram(0x20000000, 0x200fffff)
                .memory(0, 0, 0x1fffffff)
                .window(0x20000000, 0x2fffffff)
                .inputs();
        assertImpossible(
                TriedMachine.of(inWindow),
                new RegionRequest.InWindow(0, 0, 256 * MIB),
                "the region 0x20000000-0x2fffffff overlaps usable RAM at boot, 0x0-0x200fffff");
    }

    @ParameterizedTest
    @CsvSource({"0x30000000, 4096", "0x80000000, 268435456", "0xffffffffffffffff, 1", "0x8000000000000000, 4096"})
    void aRegionOutsideOfEveryDescribedRangeIsImpossible(String start, long size) {
        assertImpossible(
                MISSION,
                RegionRequest.at(Address.parse(start), size),
                "lies in no window, no reserved range and no soft-reserved range");
    }

    @Test
    void aRegionThatEndsBeyondItsWindowIsImpossible() {
        assertImpossible(
                MISSION,
                RegionRequest.at(0x28000000, 256 * MIB),
                "the region 0x28000000-0x37ffffff begins in 0x20000000-0x2fffffff and ends beyond it");
    }

    @Test
    void anEmptyOrWrappingRegionIsImpossible() {
        assertThatExceptionOfType(ImpossibleRegionException.class)
                .isThrownBy(() -> RegionRequest.at(0x20000000, 0))
                .withMessage("the region is empty; sizeBytes must be at least 1");
        assertThatExceptionOfType(ImpossibleRegionException.class)
                .isThrownBy(() -> RegionRequest.at(2, -1))
                .withMessage("a region of 18446744073709551615 bytes at 0x2 ends beyond the last address, 2^64 - 1");
        assertThat(RegionRequest.at(1, -1)).isEqualTo(new RegionRequest.AtAddress(new AddressRange(1, -1)));
    }

    @Test
    void aWindowIsDescribedEvenIfTheKernelReadsNoTable() {
        BootInputs inputs = new Machines()
                .ram(0, 0x3fffffff)
                .memory(0, 0, 0x3fffffff)
                .window(0x50000000, 0x5fffffff)
                .inputs(NumaOption.OFF);
        RegionOutcome outcome =
                TriedMachine.of(inputs).tryAt(FIXED, 0x50000000, 256 * MIB).outcome();
        assertThat(outcome.decidedBy()).isEqualTo(DecidedBy.MEMORY_ADD_PHYSADDR_TO_NID);
        assertThat(outcome.targetNode()).isZero();
        assertThat(outcome.isOnline()).isTrue();
    }

    private static void assertRefused(RegionDryRun run, String reason, String... log) {
        RegionOutcome outcome = run.outcome();
        assertThat(outcome.refusal()).contains(new Refusal(reason, List.of(log)));
        assertThat(outcome.log()).containsExactly(log);
        assertThat(outcome.onlineBytes()).isZero();
        assertThat(outcome.strandedBytes()).isEqualTo(run.range().sizeBytes());
        assertThat(outcome.misplaced()).isFalse();
        assertThat(run.capacities()).allMatch(node -> node.beforeBytes() == node.afterBytes());
    }

    private static void assertImpossible(TriedMachine machine, RegionRequest request, String message) {
        assertThatExceptionOfType(ImpossibleRegionException.class)
                .isThrownBy(() -> machine.tryOn(FIXED, request))
                .withMessageContaining(message);
    }

    private static TriedMachine withDecoding(int encodedWays, int restrictions) {
        WindowDecoding decoding = new WindowDecoding(encodedWays, 0, 0, restrictions, 0, List.of());
        Cedt cedt = new Cedt(List.of(new Cedt.Window(0, 36, 0x20000000, 256 * MIB, Optional.of(decoding))));
        return TriedMachine.of(withCedt(Machines.mission(), cedt));
    }

    private static BootInputs withCedt(BootInputs inputs, Cedt cedt) {
        Optional<Srat> srat = ((Tables) inputs.memory()).srat();
        return new BootInputs(inputs.ram(), new Tables(srat, Optional.of(cedt)), inputs.numa(), inputs.maxNodes());
    }
}

package io.targetnode.analysis.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Hmat;
import io.targetnode.acpi.HmatStructure;
import io.targetnode.acpi.Slit;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.acpi.TableHeader;
import io.targetnode.acpi.UnsignedMatrix;
import io.targetnode.acpi.WindowDecoding;
import io.targetnode.capture.DaxDevice;
import io.targetnode.capture.OnlineMemory;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Machines;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.NodeOptions;
import io.targetnode.kernel.NumaOption;
import io.targetnode.kernel.Platform;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import io.targetnode.topology.FirmwareTable;
import io.targetnode.topology.HotAdd;
import io.targetnode.topology.Machine;
import io.targetnode.topology.NodeInputs;
import io.targetnode.topology.Upload;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.LoggedBoot;
import io.targetnode.topology.evidence.MemoryTier;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AuditTest {

    private static final AddressRange WINDOW = new AddressRange(0x20000000, 0x2fffffff);

    private static final Map<FindingType, Pair> PAIRS = pairs();

    /** A layout with a finding, and a neighbour without it. */
    private record Pair(KernelView with, KernelView without) {}

    @ParameterizedTest
    @EnumSource
    void everyFindingHasALayoutWithItAndANeighbourWithoutIt(FindingType type) {
        Pair pair = pairOf(type);
        assertThat(types(pair.with())).contains(type);
        assertThat(types(pair.without())).doesNotContain(type);
    }

    @Test
    void aWindowInsideASpanOfRamIsAnErrorOnAKernelWithoutTheFix() {
        Finding finding = only(FindingType.WINDOW_INSIDE_RAM_SPAN, view(Machines.mission(), "6.12.74"));
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.range()).hasValue(WINDOW);
        assertThat(finding.origin()).hasValue(new TableEntry("cedt", 0, OptionalInt.of(36)));
        assertThat(finding.detail())
                .isEqualTo(
                        "Memory added here gets node 0, the node of the RAM block 0x0-0x5fffffff around it, and not node 2, which describes it.");
        assertThat(finding.remedy())
                .isEqualTo(
                        "Run a kernel with the look-up fix: 6.12.75 is the first of this stable line; the fix is in 6.12.75, 6.18.16, 6.19.6 and 7.0, and in later releases of these lines. The list of kernels names the builds of distributions that have it. Or change the firmware, so that the SRAT describes a range of another node between the RAM ranges of the node, or so that the window lies outside of them.");
        assertThat(only(FindingType.WINDOW_INSIDE_RAM_SPAN, view(Machines.mission(), "7.3"))
                        .severity())
                .isEqualTo(Severity.INFO);
    }

    @Test
    void theRemedyIsThatOfTheDistribution() {
        assertThat(only(FindingType.LOOKUP_FIX_MISSING, view(Machines.mission(), "6.12.74+deb13-amd64"))
                        .remedy())
                .contains(
                        "6.12.75 is the first of this stable line",
                        "Builds of this distribution have it if the upstream release in their name has it.");
        assertThat(only(FindingType.LOOKUP_FIX_MISSING, view(Machines.mission(), "5.14.0-570.el9.x86_64"))
                        .remedy())
                .contains("No later build of this distribution's series is known to have it: RHEL 9.6 (570)")
                .doesNotContain("stable line;");
        assertThat(only(FindingType.WINDOW_INSIDE_RAM_SPAN, view(Machines.mission(), "6.8.0-45-generic"))
                        .remedy())
                .contains(
                        "It is not known which builds of this series have it.", "All builds of Ubuntu 26.04 (7.0.0-0-");
    }

    @Test
    void nothingIsNeededWhereBothRulesGiveTheSameNodes() {
        Finding finding = only(FindingType.LOOKUP_FIX_MISSING, view(oneNode().inputs(), "6.12.74"));
        assertThat(finding.severity()).isEqualTo(Severity.INFO);
        assertThat(finding.remedy()).isEqualTo("Nothing is needed for this layout.");
    }

    @Test
    void aKernelThatReadsNoWindowsNeedsNoCedt() {
        BootInputs inputs = withoutCedt(oneNode());
        assertThat(types(view(inputs, "5.15", listing("CEDT")))).doesNotContain(FindingType.TABLE_NOT_UPLOADED);
        assertThat(types(view(inputs, "5.16", listing("CEDT")))).contains(FindingType.TABLE_NOT_UPLOADED);
    }

    @Test
    void theSummaryNamesWhatDescribesARangeOutsideOfWindows() {
        BootInputs hotplug = twoRanges().hotplug(1, 0x20000000, 0x2fffffff).inputs();
        assertThat(Audit.of(view(hotplug, "6.12.74")).summary().get(0))
                .isEqualTo(
                        "Memory added at 0x20000000-0x2fffffff (hot-pluggable in the SRAT) goes to node 0 on 6.12.74. It should go to node 1.");
        BootInputs fixed = twoRanges().memory(1, 0x20000000, 0x2fffffff).inputs();
        assertThat(Audit.of(view(fixed, "7.3")).summary().get(0))
                .startsWith(
                        "Memory added at 0x20000000-0x2fffffff (in the SRAT, without RAM at boot) goes to node 1 on 7.3, as it should.");
        BootInputs described = Machines.described(
                described(0, 0, 0xfff, MemoryType.SYSTEM_RAM, 0),
                described(1, 0x1000, 0x1fff, MemoryType.SOFT_RESERVED, 1),
                described(2, 0x2000, 0x2fff, MemoryType.SYSTEM_RAM, 0));
        assertThat(Audit.of(view(described, "6.12.74")).summary().get(0))
                .startsWith("Memory added at 0x1000-0x1fff (described as soft-reserved) goes to node 0");
    }

    @Test
    void aStubHasNoErrorInsideASpan() {
        KernelView stub = view(Machines.mission(), "7.3", Optional.of(LookupRule.STUB));
        assertThat(only(FindingType.WINDOW_INSIDE_RAM_SPAN, stub).detail()).startsWith("This kernel answers node 0.");
        assertThat(only(FindingType.WINDOW_INSIDE_RAM_SPAN, stub).severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void theUncoveredRamOfARejectedConfigurationIsExact() {
        KernelView rejected = pairOf(FindingType.UNCOVERED_RAM_REJECTED).with();
        Finding finding = only(FindingType.UNCOVERED_RAM_REJECTED, rejected);
        assertThat(finding.range()).hasValue(new AddressRange(0x3fe00000, 0x3fffffff));
        assertThat(finding.detail()).startsWith("2097152 bytes of usable RAM belong to no node");
        BootInputs x86 = rejected.topology().upload().machine().inputs();
        for (Architecture architecture : List.of(Architecture.ARM64, Architecture.LOONGARCH64)) {
            BootInputs inputs = new BootInputs(
                    x86.ram(), x86.memory(), NumaOption.NONE, 16, Platform.of(architecture, Optional.empty()));
            assertThat(only(FindingType.UNCOVERED_RAM_REJECTED, view(inputs, "7.3"))
                            .range())
                    .as(architecture.apiName())
                    .hasValue(new AddressRange(0x3fe00000, 0x3fffffff));
        }
    }

    @Test
    void loongarchKeepsItsListsIfRamHasNoNode() {
        BootInputs x86 = new Machines()
                .ram(0, 0x3fffffff)
                .memory(0, 0, 0x3fdfffff)
                .hotplug(1, 0x80000000L, 0x8fffffffL)
                .inputs();
        assertThat(types(view(x86, "7.3"))).contains(FindingType.STALE_RESERVED_RANGE);
        BootInputs loongarch = new BootInputs(
                x86.ram(), x86.memory(), NumaOption.NONE, 64, Platform.of(Architecture.LOONGARCH64, Optional.empty()));
        assertThat(types(view(loongarch, "7.3")))
                .contains(FindingType.UNCOVERED_RAM_REJECTED)
                .doesNotContain(FindingType.STALE_RESERVED_RANGE);
        assertThat(Audit.of(view(loongarch, "7.3")).summary().get(0))
                .startsWith("7.3 does not use the NUMA configuration. ")
                .doesNotContain("node 0:");
    }

    @Test
    void theSummaryOfARejectedBootDoesNotPraiseNodesThatAreNotPossible() {
        BootInputs inputs = new Machines()
                .ram(0, 0x3fffffff)
                .memory(0, 0, 0x3fdfffff)
                .hotplug(1, 0x20000000, 0x2fffffff)
                .memory(1, 0x30000000, 0x3fffffff)
                .hotplug(1, 0x80000000L, 0x8fffffffL)
                .ram(0xc0000000L, 0xffffffffL)
                .inputs();
        List<String> fixed = Audit.of(view(inputs, "7.3")).summary();
        assertThat(fixed.get(0)).startsWith("7.3 does not use the NUMA configuration: all memory is in node 0. ");
        assertThat(fixed.get(1))
                .isEqualTo(
                        "Memory added at 0x80000000-0x8fffffff (hot-pluggable in the SRAT) gets node 1, which is not possible: the kmem driver refuses it (-EINVAL).");
        assertThat(Audit.of(view(inputs, "6.12.74")).summary().get(1))
                .isEqualTo(
                        "Memory added at 0x80000000-0x8fffffff (hot-pluggable in the SRAT) goes to node 0. With the look-up fix alone it would get node 1, which is not possible.");
        assertThat(fixed).noneMatch(sentence -> sentence.contains("as it should"));
    }

    @Test
    void anInitiatorWithoutLaterProcessorsHasNoEffect() {
        assertThat(only(FindingType.INITIATOR_ENDS_PASS, initiator(false, true)).severity())
                .isEqualTo(Severity.WARNING);
        assertThat(only(FindingType.INITIATOR_ENDS_PASS, initiator(false, false))
                        .severity())
                .isEqualTo(Severity.INFO);
        KernelView outOfRange = view(
                oneNode()
                        .entry(new SratEntry.GenericInitiator(1, 88, 1024, true))
                        .entry(new SratEntry.GenericInitiator(2, 120, 1, true))
                        .inputs(),
                "7.3");
        assertThat(only(FindingType.INITIATOR_ENDS_PASS, outOfRange).detail())
                .startsWith("The kernel does not read 1 enabled processors and initiators");
    }

    @Test
    void aCommandLineThatDisablesTheSratIsAWarning() {
        assertThat(only(FindingType.SRAT_DISABLED, view(oneNode().inputs(NumaOption.NO_ACPI), "7.3"))
                        .severity())
                .isEqualTo(Severity.WARNING);
    }

    @Test
    void theFixIsNotTheFirstThingToDoAfterARejection() {
        BootInputs rejected = new Machines()
                .ram(0, 0x1fffffff)
                .ram(0x40000000, 0x5fffffff)
                .memory(0, 0, 0x1fffffff)
                .hotplug(1, 0x20000000, 0x2fffffff)
                .inputs();
        assertThat(only(FindingType.LOOKUP_FIX_MISSING, view(rejected, "6.12.74")))
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                    assertThat(finding.detail()).endsWith("correct that first.");
                });
    }

    @Test
    void memoryThatIsOnlineOnTheNodeOfTheRamIsMisplaced() {
        Evidence online = evidence(List.of(), List.of(new OnlineMemory(WINDOW, 0)), List.of(WINDOW));
        Finding finding = only(FindingType.OBSERVED_MISPLACEMENT, view(Machines.mission(), "7.3", online));
        assertThat(finding.range()).hasValue(WINDOW);
        assertThat(finding.detail()).isEqualTo("Memory is online on node 0, but the range is described for node 2.");
        Evidence right = evidence(List.of(), List.of(new OnlineMemory(WINDOW, 2)), List.of(WINDOW));
        assertThat(types(view(Machines.mission(), "7.3", right))).doesNotContain(FindingType.OBSERVED_MISPLACEMENT);
    }

    @Test
    void aDescribedRangeIsAnOrigin() {
        BootInputs inputs = Machines.described(
                described(0, 0, 0xfff, MemoryType.SYSTEM_RAM, 0),
                described(1, 0x1000, 0x1fff, MemoryType.SOFT_RESERVED, 1),
                described(2, 0x2000, 0x2fff, MemoryType.CXL_WINDOW, 2),
                described(3, 0x3000, 0x3fff, MemoryType.SYSTEM_RAM, 0));
        assertThat(Audit.of(view(inputs, "6.12.74")).findings())
                .filteredOn(finding -> finding.origin().isPresent())
                .extracting(finding ->
                        finding.type().id() + " " + finding.origin().get().entry())
                .containsExactlyInAnyOrder("window-inside-ram-span 2", "range-inside-ram-span 1");
    }

    @Test
    void findingsBeyondTheLimitAreCounted() {
        Machines machine = new Machines().ram(0, 0x3fffffff).memory(0, 0, 0x3fffffff);
        IntStream.range(0, Audit.MAX_PER_TYPE + 5)
                .forEach(i -> machine.window(0x100000000L + ((long) i << 28), 0x10fffffffL + ((long) i << 28)));
        Audit audit = Audit.of(view(machine.inputs(), "7.3"));
        assertThat(audit.findings())
                .filteredOn(finding -> finding.type() == FindingType.WINDOW_NOT_IN_SRAT)
                .hasSize(Audit.MAX_PER_TYPE);
        assertThat(audit.omitted()).isEqualTo(5);
        assertThat(audit.counts()).containsEntry(Severity.ERROR, 0).containsEntry(Severity.INFO, 106);
        assertThat(audit.has(Severity.INFO)).isTrue();
        assertThat(audit.has(Severity.WARNING)).isFalse();
    }

    @Test
    void findingsAreSortedWorstFirst() {
        assertThat(Audit.of(pairOf(FindingType.NODE_NOT_POSSIBLE).with()).findings())
                .extracting(Finding::severity)
                .isSorted()
                .contains(Severity.ERROR, Severity.WARNING);
    }

    private static Pair pairOf(FindingType type) {
        return Objects.requireNonNull(PAIRS.get(type), type.id());
    }

    private static Map<FindingType, Pair> pairs() {
        Map<FindingType, Pair> pairs = new EnumMap<>(FindingType.class);
        pairs.put(
                FindingType.WINDOW_INSIDE_RAM_SPAN,
                pair(
                        Machines.mission(),
                        oneNode().window(0x80000000L, 0x8fffffffL).inputs()));
        pairs.put(
                FindingType.RANGE_INSIDE_RAM_SPAN,
                pair(
                        twoRanges().hotplug(1, 0x20000000, 0x2fffffff).inputs(),
                        twoRanges().hotplug(1, 0x60000000, 0x6fffffff).inputs()));
        Pair overlap = pair(
                overlapping(0x10000000).window(0x50000000, 0x5fffffff).inputs(),
                overlapping(0x20000000).window(0x50000000, 0x5fffffff).inputs());
        pairs.put(
                FindingType.TABLE_NOT_UPLOADED,
                new Pair(
                        view(withoutCedt(oneNode()), "7.3", listing("CEDT")),
                        view(withoutCedt(oneNode()), "7.3", listing("SRAT", "HMAT"))));
        pairs.put(FindingType.STALE_RESERVED_RANGE, overlap);
        pairs.put(FindingType.NODES_OVERLAP, overlap);
        pairs.put(FindingType.NODE_NOT_POSSIBLE, overlap);
        pairs.put(
                FindingType.WINDOW_NOT_IN_SRAT,
                pair(
                        oneNode().window(0x80000000L, 0x8fffffffL).inputs(),
                        oneNode()
                                .hotplug(1, 0x8ffff000L, 0x8fffffffL)
                                .window(0x80000000L, 0x8fffffffL)
                                .inputs()));
        pairs.put(
                FindingType.WINDOW_PARTLY_IN_SRAT,
                pair(
                        oneNode()
                                .hotplug(1, 0x80000000L, 0x8fffefffL)
                                .window(0x80000000L, 0x8fffffffL)
                                .inputs(),
                        oneNode()
                                .hotplug(1, 0x80000000L, 0x8fffffffL)
                                .window(0x80000000L, 0x8fffffffL)
                                .inputs()));
        pairs.put(
                FindingType.RANGE_OVER_WINDOW,
                pair(
                        oneNode()
                                .hotplug(0, 0x80000000L, 0x90000fffL)
                                .window(0x80000000L, 0x8fffffffL)
                                .inputs(),
                        oneNode()
                                .hotplug(0, 0x80000000L, 0x8fffffffL)
                                .window(0x80000000L, 0x8fffffffL)
                                .inputs()));
        pairs.put(
                FindingType.OVERLAPPING_WINDOWS,
                pair(
                        oneNode()
                                .window(0x80000000L, 0x8fffffffL)
                                .window(0x8fffffffL, 0x9fffffffL)
                                .inputs(),
                        oneNode()
                                .window(0x80000000L, 0x8fffffffL)
                                .window(0x90000000L, 0x9fffffffL)
                                .inputs()));
        pairs.put(FindingType.UNCOVERED_RAM_REJECTED, pair(covered(0x3fdfffff), covered(0x3fffffff)));
        pairs.put(FindingType.UNCOVERED_RAM_PANIC, pair(covered(0x3ffeffff), covered(0x3fffffff)));
        pairs.put(
                FindingType.RAM_IN_UNDESCRIBED_WINDOW,
                pair(
                        new Machines()
                                .ram(0, 0x3fffffff)
                                .memory(0, 0, 0x2fffffff)
                                .window(0x30000000, 0x3fffffff)
                                .inputs(),
                        new Machines()
                                .ram(0, 0x3fffffff)
                                .memory(0, 0, 0x2fffffff)
                                .memory(1, 0x30000000, 0x3fffffff)
                                .window(0x30000000, 0x3fffffff)
                                .inputs()));
        pairs.put(
                FindingType.WINDOW_NUMBERS_EXHAUSTED,
                pair(numbered(1).maxNodes(2).inputs(), numbered(1).maxNodes(4).inputs()));
        pairs.put(
                FindingType.EMPTY_WINDOW,
                pair(
                        oneNode().window(0x80000000L, 0x7fffffffL).inputs(),
                        oneNode().window(0x80000000L, 0x80000000L).inputs()));
        pairs.put(
                FindingType.EMPTY_SRAT_RANGE,
                pair(
                        oneNode().hotplug(1, 0x80000000L, 0x7fffffffL).inputs(),
                        oneNode().hotplug(1, 0x80000000L, 0x80000000L).inputs()));
        pairs.put(
                FindingType.WINDOW_MISALIGNED,
                pair(
                        oneNode().window(0x80000000L, 0x87ffffffL).inputs(),
                        oneNode().window(0x80000000L, 0x8fffffffL).inputs()));
        pairs.put(FindingType.WINDOW_NOT_VOLATILE, pair(restricted(0), restricted(4)));
        pairs.put(
                FindingType.SOFT_RESERVED_WITHOUT_NODE,
                new Pair(softReserved(oneNode()), softReserved(oneNode().hotplug(1, 0x80000000L, 0x8fffffffL))));
        pairs.put(
                FindingType.GENERIC_PORT_COLLISION,
                pair(
                        oneNode()
                                .entry(port(1))
                                .window(0x80000000L, 0x8fffffffL)
                                .inputs(),
                        oneNode()
                                .entry(port(2))
                                .window(0x80000000L, 0x8fffffffL)
                                .inputs()));
        pairs.put(
                FindingType.SLIT_INVALID,
                new Pair(slit(oneNode().inputs(), 10), slit(oneNode().inputs(), 11)));
        pairs.put(
                FindingType.SLIT_IGNORED,
                new Pair(
                        slit(oneNode().inputs(NumaOption.OFF), 11),
                        slit(oneNode().inputs(), 11)));
        pairs.put(
                FindingType.HMAT_DROPPED,
                new Pair(
                        hmat("7.3", new HmatStructure.WrongLength(40, 0, 39, 40)),
                        hmat("7.3", new HmatStructure.Skipped(40, 2))));
        pairs.put(FindingType.HMAT_NOT_USED, new Pair(hmat("6.6", measured(100)), hmat("7.3", measured(100))));
        pairs.put(FindingType.HMAT_NO_REFERENCE, new Pair(hmat("7.3"), hmat("7.3", measured(100))));
        pairs.put(
                FindingType.HMAT_REFERENCE_MISMATCH, new Pair(hmat("7.3", measured(120)), hmat("7.3", measured(110))));
        pairs.put(FindingType.OBSERVED_TIER_OF_RAM, new Pair(tier(0), tier(2)));
        pairs.put(FindingType.INITIATOR_ENDS_PASS, new Pair(initiator(false, true), initiator(true, true)));
        pairs.put(
                FindingType.PROXIMITY_DOMAIN_OUT_OF_RANGE,
                pair(numbered(1024).inputs(), numbered(1023).inputs()));
        pairs.put(
                FindingType.SRAT_DISABLED,
                pair(
                        oneNode().entry(new SratEntry.WrongLength(1, 88, 1, 39)).inputs(),
                        oneNode().entry(new SratEntry.WrongLength(1, 88, 3, 9)).inputs()));
        pairs.put(
                FindingType.NO_SRAT,
                pair(
                        new BootInputs(
                                UsableRam.of(List.of(new AddressRange(0, 0x3fffffff))),
                                new Tables(Optional.empty(), Optional.of(new Cedt(List.of()))),
                                NumaOption.NONE,
                                1024),
                        oneNode().inputs()));
        pairs.put(
                FindingType.NUMA_OFF,
                pair(oneNode().inputs(NumaOption.OFF), oneNode().inputs()));
        pairs.put(FindingType.PROXIMITY_DOMAIN_MASKED, pair(revision(1), revision(2)));
        pairs.put(FindingType.RESERVED_LIST_OVERFLOW, pair(crowded(7), crowded(5)));
        pairs.put(
                FindingType.LOOKUP_FIX_MISSING,
                new Pair(view(Machines.mission(), "6.12.74"), view(Machines.mission(), "6.12.75")));
        pairs.put(
                FindingType.LOOKUP_FIX_PRESENT,
                new Pair(view(Machines.mission(), "6.18.16"), view(Machines.mission(), "6.18.15")));
        pairs.put(
                FindingType.LOOKUP_RULE_UNKNOWN,
                new Pair(view(Machines.mission(), "6.8.0-45-generic"), view(Machines.mission(), "6.8")));
        pairs.put(
                FindingType.LOOKUP_STUB,
                new Pair(
                        view(Machines.mission(), "7.3", Optional.of(LookupRule.STUB)),
                        view(Machines.mission(), "7.3")));
        pairs.put(
                FindingType.WINDOWS_NOT_READ,
                new Pair(view(Machines.mission(), "5.15"), view(Machines.mission(), "5.16")));
        BootInputs high = new Machines()
                .ram(0x100000, 0x3fffffff)
                .memory(0, 0, 0x3fffffff)
                .inputs();
        pairs.put(FindingType.DIFFERS_FROM_NEWEST, new Pair(view(high, "6.11"), view(high, "6.12")));
        pairs.put(FindingType.OBSERVED_MISPLACEMENT, new Pair(device(0), device(2)));
        return pairs;
    }

    private static BootInputs restricted(int restrictions) {
        WindowDecoding decoding = new WindowDecoding(0, 0, 0, restrictions, 0, List.of(7));
        Cedt.Window window = new Cedt.Window(0, 36, 0x80000000L, 0x10000000, Optional.of(decoding));
        BootInputs inputs = oneNode().inputs();
        Tables tables = (Tables) inputs.memory();
        return new BootInputs(
                inputs.ram(), new Tables(tables.srat(), Optional.of(new Cedt(List.of(window)))), NumaOption.NONE, 1024);
    }

    private static KernelView softReserved(Machines machine) {
        HotAdd facts =
                new HotAdd(List.of(new AddressRange(0x80000000L, 0x8fffffffL)), OptionalLong.empty(), false, false);
        return Replayed.of(machine(machine.inputs(), "7.3").with(facts)).under(Optional.empty(), Optional.empty());
    }

    private static SratEntry port(int domain) {
        return new SratEntry.GenericPort(1, 88, domain, true, 0, 0x3631303049504341L, 7);
    }

    private static KernelView slit(BootInputs inputs, int remote) {
        char[] distances = {10, (char) remote, (char) remote, 10};
        Slit slit = new Slit(UnsignedMatrix.of(2, 2, distances));
        NodeInputs nodes =
                new NodeInputs(new FirmwareTable.Uploaded<>(slit), new FirmwareTable.Absent<>(), Optional.empty());
        return Replayed.of(machine(inputs, "7.3").with(nodes)).under(Optional.empty(), Optional.empty());
    }

    /** A machine of two sockets with an HMAT. */
    private static KernelView hmat(String kernel, HmatStructure... structures) {
        BootInputs inputs = new Machines()
                .ram(0, 0x3fffffff)
                .entry(new SratEntry.Apic(0, 48, 0, true, 0))
                .entry(new SratEntry.Apic(1, 64, 1, true, 1))
                .memory(0, 0, 0x1fffffff)
                .memory(1, 0x20000000, 0x3fffffff)
                .inputs();
        Hmat hmat = new Hmat(2, List.of(structures), OptionalInt.empty());
        NodeInputs nodes = new NodeInputs(
                new FirmwareTable.Absent<>(), new FirmwareTable.Uploaded<>(hmat), Optional.of(NodeOptions.NONE));
        return Replayed.of(machine(inputs, kernel).with(nodes)).under(Optional.empty(), Optional.empty());
    }

    /** Latencies and bandwidths of two sockets; the local latency of the second one is given, that of the first one is 100 ns. */
    private static HmatStructure[] measured(int latency) {
        char[] latencies = {100, 200, 200, (char) latency};
        char[] bandwidths = {100, 50, 50, 100};
        List<Integer> domains = List.of(0, 1);
        return new HmatStructure[] {
            new HmatStructure.Proximity(40, 1, 0, 0),
            new HmatStructure.Proximity(80, 1, 1, 1),
            new HmatStructure.Locality(120, 0, 0, 1000, domains, domains, UnsignedMatrix.of(2, 2, latencies)),
            new HmatStructure.Locality(176, 0, 3, 1000, domains, domains, UnsignedMatrix.of(2, 2, bandwidths))
        };
    }

    private static KernelView tier(int node) {
        Evidence evidence = new Evidence(
                Optional.empty(),
                List.of(),
                List.of(new OnlineMemory(WINDOW, node)),
                List.of(),
                List.of(),
                List.of(WINDOW),
                List.of(),
                List.of(new MemoryTier(4, List.of(0, 1)), new MemoryTier(22, List.of(2))));
        return view(Machines.mission(), "7.3", evidence);
    }

    private static KernelView device(int node) {
        DaxDevice device =
                new DaxDevice("dax0.0", OptionalLong.of(0x10000000), OptionalInt.of(node), Optional.of(WINDOW), false);
        return view(Machines.mission(), "6.12.74", evidence(List.of(device), List.of(), List.of()));
    }

    private static KernelView initiator(boolean enabled, boolean processorFollows) {
        Machines machine = new Machines()
                .ram(0, 0x3fffffff)
                .entry(new SratEntry.Apic(0, 48, 0, true, 0))
                .entry(new SratEntry.GenericInitiator(1, 64, 1, enabled));
        if (processorFollows) {
            machine.entry(new SratEntry.Apic(2, 96, 2, true, 1));
        }
        return view(machine.memory(0, 0, 0x3fffffff).inputs(), "7.3");
    }

    private static BootInputs revision(int revision) {
        SratEntry memory = new SratEntry.Memory(0, 48, 0x101, 0, 0x40000000, true, false, false);
        return new BootInputs(
                UsableRam.of(List.of(new AddressRange(0, 0x3fffffff))),
                new Tables(Optional.of(new Srat(revision, List.of(memory), false)), Optional.empty()),
                NumaOption.NONE,
                1024);
    }

    /** Three windows, and ranges without RAM that clean-up moves to the list of the windows, which holds eight blocks. */
    private static BootInputs crowded(int ranges) {
        Machines machine = oneNode().maxNodes(4);
        IntStream.range(0, ranges)
                .forEach(i -> machine.hotplug(0, 0x100000000L + ((long) i << 28), 0x1000fffffL + ((long) i << 28)));
        IntStream.range(0, 3)
                .forEach(i -> machine.window(0x1000000000L + ((long) i << 28), 0x100fffffffL + ((long) i << 28)));
        return machine.inputs();
    }

    private static BootInputs covered(long end) {
        return new Machines().ram(0, 0x3fffffff).memory(0, 0, end).inputs();
    }

    private static Machines numbered(int domain) {
        return new Machines()
                .ram(0, 0x3fffffff)
                .memory(0, 0, 0x1fffffff)
                .memory(domain, 0x20000000, 0x3fffffff)
                .window(0x80000000L, 0x8fffffffL);
    }

    private static Machines oneNode() {
        return new Machines().ram(0, 0x3fffffff).memory(0, 0, 0x3fffffff);
    }

    private static Machines twoRanges() {
        return new Machines()
                .ram(0, 0x1fffffff)
                .ram(0x40000000, 0x5fffffff)
                .memory(0, 0, 0x1fffffff)
                .memory(0, 0x40000000, 0x5fffffff);
    }

    private static Machines overlapping(long second) {
        return new Machines().ram(0, 0x3fffffff).memory(0, 0, 0x1fffffff).memory(1, second, 0x3fffffff);
    }

    private static DescribedRange described(int index, long start, long end, MemoryType type, int node) {
        return new DescribedRange(index, new AddressRange(start, end), type, node);
    }

    private static BootInputs withoutCedt(Machines machine) {
        BootInputs inputs = machine.inputs();
        Tables tables = (Tables) inputs.memory();
        return new BootInputs(
                inputs.ram(), new Tables(tables.srat(), Optional.empty()), inputs.numa(), inputs.maxNodes());
    }

    /** A boot log that lists these tables. */
    private static Evidence listing(String... signatures) {
        List<TableHeader> tables = Stream.of(signatures)
                .map(signature -> new TableHeader(signature, 100, 1, 0, 0))
                .toList();
        LoggedBoot log = new LoggedBoot(Optional.empty(), List.of(), tables);
        return new Evidence(
                Optional.of(log), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static Evidence evidence(List<DaxDevice> devices, List<OnlineMemory> online, List<AddressRange> added) {
        return new Evidence(Optional.empty(), List.of(), online, devices, List.of(), added, List.of(), List.of());
    }

    private static Finding only(FindingType type, KernelView view) {
        List<Finding> found = Audit.of(view).findings().stream()
                .filter(finding -> finding.type() == type)
                .toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<FindingType> types(KernelView view) {
        return Audit.of(view).findings().stream().map(Finding::type).toList();
    }

    private static Pair pair(BootInputs with, BootInputs without) {
        return new Pair(view(with, "7.3"), view(without, "7.3"));
    }

    private static KernelView view(BootInputs inputs, String kernel) {
        return view(inputs, kernel, Optional.empty());
    }

    private static KernelView view(BootInputs inputs, String kernel, Optional<LookupRule> rule) {
        return Replayed.of(machine(inputs, kernel)).under(Optional.empty(), rule);
    }

    private static KernelView view(BootInputs inputs, String kernel, Evidence evidence) {
        return Replayed.of(new Upload(machine(inputs, kernel), List.of(), List.of(), evidence, new TreeMap<>()))
                .under(Optional.empty(), Optional.empty());
    }

    private static Machine machine(BootInputs inputs, String kernel) {
        return new Machine(inputs, Optional.of(KernelRelease.parse(kernel)), List.of(), List.of());
    }
}

package io.targetnode.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.analysis.TopologyDiff.Change;
import io.targetnode.analysis.TopologyDiff.ChangedRange;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.Backing;
import io.targetnode.resolve.NodeAnswer;
import io.targetnode.topology.intake.Declaration;
import io.targetnode.topology.intake.DeclaredMachine;
import io.targetnode.topology.intake.DeclaredMachine.FirmwareView;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import io.targetnode.topology.service.ReplayedTopology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyDiffTest {

    private static final long PAGE = Address.PAGE_BYTES;
    private static final int PAGES = 48;
    private static final List<KernelRelease> KERNELS = Stream.of("6.1.176", "6.12.74", "6.12.107", "6.16", "7.3")
            .map(KernelRelease::parse)
            .toList();

    @ParameterizedTest
    @ValueSource(longs = {0, 1L << 32, Long.MAX_VALUE - PAGES * PAGE / 2 + 1, -PAGES * PAGE})
    void aRangeIsListedIfAndOnlyIfAnAnswerDiffers(long base) {
        SplittableRandom random = new SplittableRandom(base);
        for (int round = 0; round < 200; round++) {
            ReplayedTopology before = random.nextBoolean() ? described(random, base) : tables(random, base);
            ReplayedTopology after = random.nextBoolean() ? described(random, base) : tables(random, base);
            TopologyDiff diff = TopologyDiff.between(before, after, KERNELS, Optional.empty());
            probes(diff, base).forEach(address -> check(diff, address));
            checkJoined(diff.ranges());
            assertThat(diff.ranges())
                    .isEqualTo(mirrored(TopologyDiff.between(after, before, KERNELS, Optional.empty())));
            assertThat(TopologyDiff.between(before, before, KERNELS, Optional.empty())
                            .ranges())
                    .isEmpty();
        }
    }

    @Test
    void aWindowThatMovesToAnotherNodeChangesOnlyItsOwnTargetNode() {
        TopologyDiff diff = TopologyDiff.between(mission("7.3", 2), mission("7.3", 3), List.of(), Optional.empty());
        assertThat(diff.ranges())
                .containsExactly(new ChangedRange(
                        new AddressRange(0x20000000, 0x2fffffff),
                        List.of(new Change<>(
                                new NodeAnswer(2, 0, Backing.CXL_WINDOW), new NodeAnswer(3, 0, Backing.CXL_WINDOW)))));
    }

    /** Without the fix, the window belongs to the node of the RAM around it. */
    @Test
    void anUnchangedColumnIsListedBesideAChangedOne() {
        TopologyDiff diff =
                TopologyDiff.between(mission("7.3", 2), mission("7.3", 3), kernels("6.12.74", "7.3"), Optional.empty());
        NodeAnswer legacy = new NodeAnswer(0, 0, Backing.CXL_WINDOW);
        assertThat(diff.ranges())
                .containsExactly(new ChangedRange(
                        new AddressRange(0x20000000, 0x2fffffff),
                        List.of(
                                new Change<>(legacy, legacy),
                                new Change<>(
                                        new NodeAnswer(2, 0, Backing.CXL_WINDOW),
                                        new NodeAnswer(3, 0, Backing.CXL_WINDOW)))));
        assertThat(TopologyDiff.between(mission("7.3", 2), mission("7.3", 3), kernels("6.12.74"), Optional.empty())
                        .ranges())
                .isEmpty();
        assertThat(TopologyDiff.between(
                                mission("7.3", 2),
                                mission("7.3", 3),
                                kernels("7.3"),
                                Optional.of(LookupRule.PREFER_ONLINE))
                        .ranges())
                .as("the rule is overridden")
                .isEmpty();
    }

    @Test
    void aNewKernelChangesAnswersIfEachTopologyHasItsOwnKernel() {
        TopologyDiff diff = TopologyDiff.between(mission("6.12.74", 2), mission("7.3", 2), List.of(), Optional.empty());
        assertThat(diff.columns()).singleElement().satisfies(column -> {
            assertThat(column.from().choice().kernel()).hasToString("6.12.74");
            assertThat(column.to().choice().kernel()).hasToString("7.3");
        });
        assertThat(diff.ranges())
                .containsExactly(new ChangedRange(
                        new AddressRange(0x20000000, 0x2fffffff),
                        List.of(new Change<>(
                                new NodeAnswer(0, 0, Backing.CXL_WINDOW), new NodeAnswer(2, 0, Backing.CXL_WINDOW)))));
    }

    @Test
    void addedAndRemovedMemoryIsListed() {
        ReplayedTopology small = replayed("7.3", range(0, 0x0, 0xffff, MemoryType.SYSTEM_RAM, 0));
        ReplayedTopology large = replayed(
                "7.3",
                range(0, 0x0, 0xffff, MemoryType.SYSTEM_RAM, 0),
                range(1, 0x20000, 0x2ffff, MemoryType.HOTPLUG, 1));
        NodeAnswer hole = new NodeAnswer(-1, 0, Backing.HOLE);
        NodeAnswer there = new NodeAnswer(1, 0, Backing.HOTPLUG);
        AddressRange range = new AddressRange(0x20000, 0x2ffff);
        assertThat(TopologyDiff.between(small, large, List.of(), Optional.empty())
                        .ranges())
                .containsExactly(new ChangedRange(range, List.of(new Change<>(hole, there))));
        assertThat(TopologyDiff.between(large, small, List.of(), Optional.empty())
                        .ranges())
                .containsExactly(new ChangedRange(range, List.of(new Change<>(there, hole))));
    }

    /** Outside of meminfo, the hot-add node is that of the first block. */
    @Test
    void aHoleWhoseHotAddNodeChangesIsListedUpToTheLastAddress() {
        TopologyDiff diff = TopologyDiff.between(
                replayed("7.3", range(0, 0x0, 0xffff, MemoryType.SYSTEM_RAM, 0)),
                replayed("7.3", range(0, 0x0, 0xffff, MemoryType.SYSTEM_RAM, 1)),
                List.of(),
                Optional.empty());
        assertThat(diff.ranges())
                .containsExactly(
                        new ChangedRange(
                                new AddressRange(0x0, 0xffff),
                                List.of(new Change<>(
                                        new NodeAnswer(0, 0, Backing.SYSTEM_RAM),
                                        new NodeAnswer(1, 1, Backing.SYSTEM_RAM)))),
                        new ChangedRange(
                                new AddressRange(0x10000, -1L),
                                List.of(new Change<>(
                                        new NodeAnswer(-1, 0, Backing.HOLE), new NodeAnswer(-1, 1, Backing.HOLE)))));
    }

    @Test
    void rangesAcrossTheMiddleAndAtTheEndOfTheAddressSpaceAreListed() {
        DescribedRange ram = range(0, 0x0, 0xffff, MemoryType.SYSTEM_RAM, 0);
        TopologyDiff diff = TopologyDiff.between(
                replayed(
                        "7.3",
                        ram,
                        range(1, Long.MAX_VALUE - 0xfff, Long.MIN_VALUE + 0xfff, MemoryType.CXL_WINDOW, 1),
                        range(2, -0x10000L, -0x1001L, MemoryType.CXL_WINDOW, 2)),
                replayed("7.3", ram),
                List.of(),
                Optional.empty());
        assertThat(diff.ranges())
                .extracting(changed -> changed.range().toString())
                .containsExactly("0x7ffffffffffff000-0x8000000000000fff", "0xffffffffffff0000-0xffffffffffffefff");
    }

    private static void check(TopologyDiff diff, long address) {
        List<Change<NodeAnswer>> asked = diff.columns().stream()
                .map(column -> new Change<>(ask(column.from(), address), ask(column.to(), address)))
                .toList();
        List<ChangedRange> listed = diff.ranges().stream()
                .filter(changed -> changed.range().contains(address))
                .toList();
        if (asked.stream().allMatch(change -> change.from().equals(change.to()))) {
            assertThat(listed).as(Address.print(address)).isEmpty();
        } else {
            assertThat(listed)
                    .as(Address.print(address))
                    .singleElement()
                    .satisfies(changed -> assertThat(changed.changes()).isEqualTo(asked));
        }
    }

    private static NodeAnswer ask(KernelView view, long address) {
        return new NodeAnswer(
                view.resolver().targetNode(address),
                view.resolver().hotAddNode(address),
                view.replayed().backing().at(address));
    }

    private static void checkJoined(List<ChangedRange> ranges) {
        for (int i = 1; i < ranges.size(); i++) {
            ChangedRange before = ranges.get(i - 1);
            ChangedRange changed = ranges.get(i);
            assertThat(Address.below(before.range().end(), changed.range().start()))
                    .isTrue();
            assertThat(before.range().end() + 1 == changed.range().start()
                            && before.changes().equals(changed.changes()))
                    .isFalse();
        }
    }

    private static List<ChangedRange> mirrored(TopologyDiff diff) {
        return diff.ranges().stream()
                .map(changed -> new ChangedRange(
                        changed.range(),
                        changed.changes().stream()
                                .map(change -> new Change<>(change.to(), change.from()))
                                .toList()))
                .toList();
    }

    /** Both sides of each bound of a machine and of each listed range. */
    private static Set<Long> probes(TopologyDiff diff, long base) {
        Set<Long> probes = new TreeSet<>(List.of(0L, Long.MAX_VALUE, Long.MIN_VALUE, -1L));
        for (int page = 0; page <= PAGES; page++) {
            probes.addAll(List.of(base + page * PAGE - 1, base + page * PAGE));
        }
        for (ChangedRange changed : diff.ranges()) {
            AddressRange range = changed.range();
            probes.addAll(List.of(range.start() - 1, range.start(), range.end(), range.end() + 1));
        }
        return probes;
    }

    private static ReplayedTopology described(SplittableRandom random, long base) {
        DescribedRange[] ranges = new DescribedRange[1 + random.nextInt(8)];
        for (int i = 0; i < ranges.length; i++) {
            AddressRange range = pages(random, base);
            MemoryType type = MemoryType.values()[random.nextInt(MemoryType.values().length)];
            ranges[i] = new DescribedRange(i, range, type, random.nextInt(3));
        }
        return replayed("7.3", ranges);
    }

    private static ReplayedTopology tables(SplittableRandom random, long base) {
        List<AddressRange> ram = new ArrayList<>();
        List<SratEntry> entries = new ArrayList<>();
        List<Cedt.Window> windows = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            AddressRange range = pages(random, base);
            ram.add(range);
            entries.add(new SratEntry.Memory(
                    i, 48 + 40 * i, random.nextInt(3), range.start(), range.sizeBytes(), true, i == 3, false));
        }
        for (int i = 0; i < random.nextInt(3); i++) {
            AddressRange range = pages(random, base);
            windows.add(new Cedt.Window(i, 36 + 40 * i, range.start(), range.sizeBytes()));
        }
        FirmwareView view = new FirmwareView(
                Optional.of(ram), Optional.of(new Srat(3, entries, false)), Optional.of(new Cedt(windows)));
        return Replayed.of(DeclaredMachine.firmware(view, declaration("7.3")));
    }

    private static AddressRange pages(SplittableRandom random, long base) {
        int first = random.nextInt(PAGES);
        int last = first + random.nextInt(Math.min(PAGES - first, 12));
        return new AddressRange(base + first * PAGE, base + last * PAGE + PAGE - 1);
    }

    /** The example machine with its window on the given node. */
    private static ReplayedTopology mission(String kernel, int windowNode) {
        return replayed(
                kernel,
                range(0, 0x0, 0x1fffffff, MemoryType.SYSTEM_RAM, 0),
                range(1, 0x20000000, 0x2fffffff, MemoryType.CXL_WINDOW, windowNode),
                range(2, 0x40000000, 0x5fffffff, MemoryType.SYSTEM_RAM, 0),
                range(3, 0x60000000, 0x7fffffff, MemoryType.SYSTEM_RAM, 1));
    }

    private static ReplayedTopology replayed(String kernel, DescribedRange... ranges) {
        return Replayed.of(DeclaredMachine.described(List.of(ranges), declaration(kernel)));
    }

    private static Declaration declaration(String kernel) {
        return new Declaration(Optional.of(KernelRelease.parse(kernel)), Optional.of(""), 1024);
    }

    private static List<KernelRelease> kernels(String... releases) {
        return Stream.of(releases).map(KernelRelease::parse).toList();
    }

    private static DescribedRange range(int index, long start, long end, MemoryType type, int node) {
        return new DescribedRange(index, new AddressRange(start, end), type, node);
    }
}

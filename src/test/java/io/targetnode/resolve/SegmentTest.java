package io.targetnode.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Meminfo;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.Described;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NumaOption;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTest {

    private static final long PAGE = Address.PAGE_BYTES;
    private static final int PAGES = 64;

    @ParameterizedTest
    @ValueSource(longs = {0, 1L << 32, Long.MAX_VALUE - PAGES * PAGE / 2 + 1, -PAGES * PAGE})
    void lookUpsSegmentsAndBatchesAgreeWithAScanOfTheKernelsListsOnEveryPage(long base) {
        SplittableRandom random = new SplittableRandom(base);
        for (int i = 0; i < 300; i++) {
            BootInputs inputs = machine(random, base);
            BackingRanges backing = BackingRanges.of(inputs);
            for (Behaviour behaviour : List.of(Behaviour.V6_1, Behaviour.V6_12_75, Behaviour.V6_16, Behaviour.V7_0)) {
                Boot boot = BootReplay.of(inputs, behaviour);
                check(new TargetNodeResolver(boot, behaviour.rule(), backing, () -> {}), backing, base);
            }
        }
    }

    @Test
    void anEmptyMachineHasNoSegments() {
        BootInputs inputs = new BootInputs(UsableRam.of(List.of()), new Described(List.of()), NumaOption.NONE, 4);
        Boot boot = BootReplay.of(inputs, Behaviour.V7_0);
        TargetNodeResolver resolver =
                new TargetNodeResolver(boot, LookupRule.PREFER_RESERVED, BackingRanges.of(inputs), () -> {});
        assertThat(resolver.segments()).isEmpty();
    }

    private static void check(TargetNodeResolver resolver, BackingRanges backing, long base) {
        List<Segment> segments = resolver.segments();
        LiteralResolver literal = new LiteralResolver(resolver.boot(), resolver.rule());
        for (int page = 0; page < PAGES; page++) {
            long address = base + page * PAGE;
            for (long probe : new long[] {address, address + 1, address + PAGE - 1}) {
                List<Segment> hits = segments.stream()
                        .filter(segment -> segment.range().contains(probe))
                        .toList();
                assertThat(hits).hasSizeLessThan(2);
                assertThat(hits.isEmpty() ? Meminfo.NUMA_NO_NODE : hits.get(0).targetNode())
                        .as(Address.print(probe))
                        .isEqualTo(literal.targetNode(probe));
                assertThat(hits.isEmpty() ? Backing.HOLE : hits.get(0).backing())
                        .isEqualTo(backing.at(probe));
                checkLookUps(resolver, literal.answer(probe, backing.at(probe)));
            }
        }
        for (int i = 1; i < segments.size(); i++) {
            Segment before = segments.get(i - 1);
            Segment segment = segments.get(i);
            assertThat(Address.below(before.range().end(), segment.range().start()))
                    .isTrue();
            boolean adjacent = before.range().end() + 1 == segment.range().start();
            boolean equal = before.targetNode() == segment.targetNode() && before.backing() == segment.backing();
            assertThat(adjacent && equal).isFalse();
        }
    }

    private static void checkLookUps(TargetNodeResolver resolver, Answer expected) {
        int[] batch = new int[1];
        resolver.targetNodes(new long[] {expected.address()}, batch, 1);
        assertThat(batch[0]).isEqualTo(expected.targetNode());
        assertThat(resolver.targetNode(expected.address())).isEqualTo(expected.targetNode());
        assertThat(resolver.hotAddNode(expected.address())).isEqualTo(expected.hotAddNode());
        assertThat(resolver.answer(expected.address())).isEqualTo(expected);
        assertThat(resolver.nodeAnswer(expected.address()))
                .isEqualTo(new NodeAnswer(expected.targetNode(), expected.hotAddNode(), expected.backing()));
    }

    private static BootInputs machine(SplittableRandom random, long base) {
        List<DescribedRange> ranges = new ArrayList<>();
        List<AddressRange> ram = new ArrayList<>();
        int count = 1 + random.nextInt(10);
        for (int i = 0; i < count; i++) {
            int first = random.nextInt(PAGES);
            int last = first + random.nextInt(Math.min(PAGES - first, 12));
            AddressRange range = new AddressRange(base + first * PAGE, base + last * PAGE + PAGE - 1);
            MemoryType type = MemoryType.values()[random.nextInt(MemoryType.values().length)];
            ranges.add(new DescribedRange(i, range, type, random.nextInt(4)));
            if (type == MemoryType.SYSTEM_RAM) {
                ram.add(range);
            }
        }
        return new BootInputs(UsableRam.of(ram), new Described(ranges), NumaOption.NONE, 4);
    }
}

package io.targetnode.topology.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.capture.DaxDevice;
import io.targetnode.capture.OnlineMemory;
import io.targetnode.kernel.Platform;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OnlineRangesTest {

    private static final long BLOCK = 128L << 20;

    @Test
    void withoutEvidenceNoMemoryIsKnownToBeOnline() {
        OnlineRanges map = rangesOf(Evidence.NONE, ram(range(0, 0xfffffff)));
        assertThat(map).isSameAs(OnlineRanges.EMPTY);
        assertThat(map.nodeAt(0)).isEmpty();
        assertThat(map.nodeAt(-1)).isEmpty();
        assertThat(map.bytes()).isZero();
    }

    @Test
    void aHoleWithinABlockIsNotOnline() {
        OnlineRanges map = rangesOf(
                online(List.of(), List.of(), on(0, 0, 0x7ffffff), on(1, 0x8000000, 0xfffffff)),
                ram(range(0x1000, 0x9ffff), range(0x100000, 0xfff0fff)));
        assertThat(map.nodeAt(0)).isEmpty();
        assertThat(map.nodeAt(0x1000)).hasValue(0);
        assertThat(map.nodeAt(0x9ffff)).hasValue(0);
        assertThat(map.nodeAt(0xa0000)).isEmpty();
        assertThat(map.nodeAt(0x7ffffff)).hasValue(0);
        assertThat(map.nodeAt(0x8000000)).hasValue(1);
        assertThat(map.nodeAt(0xfff0fff)).hasValue(1);
        assertThat(map.nodeAt(0xfff1000)).isEmpty();
        assertThat(map.nodeAt(0x10000000)).isEmpty();
    }

    @Test
    void onlyTheRangesOfAddedMemoryAreOnline() {
        DaxDevice used = device(range(0x20000000, 0x27ffffff), true);
        DaxDevice unused = device(range(0x30000000, 0x30000fff), false);
        OnlineRanges map = rangesOf(
                online(
                        List.of(used, unused),
                        List.of(range(0x28000000, 0x2bffffff), range(0x20000000, 0x27ffffff)),
                        on(0, 0, 0x7ffffff),
                        on(2, 0x20000000, 0x2fffffff)),
                ram(range(0, 0x7ffffff)));
        assertThat(map.nodeAt(0x20000000)).hasValue(2);
        assertThat(map.nodeAt(0x2bffffff)).hasValue(2);
        assertThat(map.nodeAt(0x2c000000)).as("not a whole block").isEmpty();
        assertThat(map.nodeAt(0x30000000)).as("not used as memory").isEmpty();
    }

    /** Only the online blocks show this memory. */
    @Test
    void aWholeBlockWithoutKnownMemoryIsOnline() {
        OnlineRanges map = rangesOf(
                online(List.of(), List.of(), on(0, 0, 0x17ffffff), on(1, 0x100000000L, 0x107ffffffL)),
                ram(range(0, 0x4ffffff)));
        assertThat(map.nodeAt(0x4ffffff)).hasValue(0);
        assertThat(map.nodeAt(0x5000000)).isEmpty();
        assertThat(map.nodeAt(0x8000000)).hasValue(0);
        assertThat(map.nodeAt(0x17ffffff)).hasValue(0);
        assertThat(map.nodeAt(0x100000000L)).hasValue(1);
    }

    @Test
    void addressesAreUnsigned() {
        OnlineRanges map = rangesOf(
                online(
                        List.of(),
                        List.of(range(Long.MIN_VALUE, Long.MIN_VALUE + 0xfff), range(-4096, -1)),
                        on(0, 0, 0x7ffffff),
                        on(4, Long.MIN_VALUE, Long.MIN_VALUE + BLOCK - 1),
                        on(5, -BLOCK, -1)),
                ram(range(0, 0x7ffffff)));
        assertThat(map.nodeAt(0x7fffffffffffffffL)).isEmpty();
        assertThat(map.nodeAt(Long.MIN_VALUE)).hasValue(4);
        assertThat(map.nodeAt(Long.MIN_VALUE + 0x1000)).isEmpty();
        assertThat(map.nodeAt(-4097)).isEmpty();
        assertThat(map.nodeAt(-1)).hasValue(5);
    }

    @Test
    void largeMachinesHaveLargeBlocksUnlessTheirRangesShowSmallerOnes() {
        UsableRam large = ram(range(0, (64L << 30) - 1));
        UsableRam small = ram(range(0, (64L << 30) - 4097));
        List<OnlineMemory> even = List.of(on(0, 0, (64L << 30) - 1));
        assertThat(OnlineBlocks.maxBlockBytes(even, large, Platform.X86_64)).isEqualTo(2L << 30);
        assertThat(OnlineBlocks.maxBlockBytes(List.of(on(0, 0, (1L << 30) - 1)), large, Platform.X86_64))
                .isEqualTo(1L << 30);
        assertThat(OnlineBlocks.maxBlockBytes(even, small, Platform.X86_64)).isEqualTo(BLOCK);
    }

    /** If all memory is known, the ranges equal those of a walk over online blocks and memory. */
    @Test
    void theRangesEqualThoseOfANaiveWalk() {
        SplittableRandom random = new SplittableRandom(11);
        for (int round = 0; round < 300; round++) {
            List<OnlineMemory> runs = new ArrayList<>();
            List<AddressRange> memory = new ArrayList<>();
            for (long block = random.nextInt(3); block < 24; block += 1 + random.nextInt(3)) {
                runs.add(on(random.nextInt(3), block * BLOCK, block * BLOCK + BLOCK - 1));
                // Every block contains known memory, so no block is added as a whole.
                long from = block * BLOCK + 4096L * random.nextInt(1, 1000);
                memory.add(range(from, from + 4096L * random.nextInt(1, 20_000) - 1));
            }
            OnlineRanges map = rangesOf(
                    online(List.of(), List.of(), runs.toArray(OnlineMemory[]::new)),
                    ram(memory.toArray(AddressRange[]::new)));
            for (int i = 0; i < 200; i++) {
                long address = random.nextLong(26 * BLOCK);
                OptionalInt expected = runs.stream()
                        .filter(run -> run.range().contains(address))
                        .filter(run -> memory.stream().anyMatch(range -> range.contains(address)))
                        .mapToInt(OnlineMemory::node)
                        .findFirst();
                assertThat(map.nodeAt(address)).isEqualTo(expected);
            }
        }
    }

    private static OnlineRanges rangesOf(Evidence evidence, UsableRam ram) {
        return OnlineRanges.of(evidence, ram, Platform.X86_64);
    }

    private static Evidence online(List<DaxDevice> devices, List<AddressRange> added, OnlineMemory... runs) {
        return new Evidence(
                Optional.empty(), List.of(), List.of(runs), devices, List.of(), added, List.of(), List.of());
    }

    private static DaxDevice device(AddressRange range, boolean systemRam) {
        return new DaxDevice("dax0.0", OptionalLong.empty(), OptionalInt.empty(), Optional.of(range), systemRam);
    }

    private static OnlineMemory on(int node, long start, long end) {
        return new OnlineMemory(range(start, end), node);
    }

    private static AddressRange range(long start, long end) {
        return new AddressRange(start, end);
    }

    private static UsableRam ram(AddressRange... ranges) {
        return UsableRam.of(List.of(ranges));
    }
}

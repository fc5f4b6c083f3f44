package io.targetnode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.kernel.Behaviour.Sort;
import io.targetnode.kernel.Behaviour.WindowRule;
import io.targetnode.memory.AddressRange;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KernelSortTest {

    private static final Comparator<Block> BY_START = (a, b) -> Long.compareUnsigned(a.start(), b.start());

    /** kernel-rules 2.12, observed on real kernels. */
    @ParameterizedTest
    @CsvSource({
        "NEW, 1, 1",
        "NEW, 2, 2 1",
        "NEW, 3, 3 2 1",
        "NEW, 4, 2 4 3 1",
        "NEW, 5, 4 2 5 3 1",
        "NEW, 6, 2 4 5 6 3 1",
        "OLD, 1, 1",
        "OLD, 2, 2 1",
        "OLD, 3, 2 3 1",
        "OLD, 4, 2 3 4 1",
        "OLD, 7, 2 3 4 5 6 7 1"
    })
    void blocksWithEqualStartsHaveTheOrderOfTheKernelsHeapsort(Sort version, int count, String expected) {
        List<Block> blocks = IntStream.rangeClosed(1, count)
                .mapToObj(node -> block(0x1000, node))
                .toList();
        assertThat(nodes(KernelSort.sort(blocks, WindowRule.FILL, version))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void blocksAreSortedUnsignedAndEqualStartsAsTheKernelDoes(Sort version) {
        SplittableRandom random = new SplittableRandom(212);
        for (int round = 0; round < 4_000; round++) {
            long unit = random.nextBoolean() ? 1 : Long.MIN_VALUE / 4;
            List<Block> blocks = IntStream.range(0, random.nextInt(1, 40))
                    .mapToObj(node -> block(unit * random.nextInt(7), node))
                    .toList();
            List<Block> sorted = KernelSort.sort(blocks, WindowRule.FILL, version);
            assertThat(sorted).isSortedAccordingTo(BY_START);
            assertThat(nodes(sorted)).isEqualTo(nodes(LiteralSort.sort(blocks, BY_START, version)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOrderThatIsNotTransitiveGivesTheKernelsOrder(Sort version) {
        Comparator<Block> lowHalf = (a, b) -> (int) (a.start() - b.start());
        SplittableRandom random = new SplittableRandom(213);
        for (int round = 0; round < 4_000; round++) {
            List<Block> blocks = IntStream.range(0, random.nextInt(1, 30))
                    .mapToObj(node -> block(0x40000000L * random.nextInt(30), node))
                    .toList();
            assertThat(nodes(KernelSort.sort(blocks, WindowRule.FILL_BUG, version)))
                    .isEqualTo(nodes(LiteralSort.sort(blocks, lowHalf, version)));
        }
    }

    private static Block block(long start, int node) {
        return new Block(start, start + 1, node, new Origin.FakedNode(new AddressRange(start, start)));
    }

    private static String nodes(List<Block> blocks) {
        return String.join(
                " ", blocks.stream().map(block -> String.valueOf(block.node())).toList());
    }
}

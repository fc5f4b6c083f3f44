package io.targetnode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelSortTest {

    /** kernel-rules 2.12, observed on real kernels. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2 1", "3, 3 2 1", "4, 2 4 3 1"})
    void blocksWithEqualStartsHaveTheOrderOfTheKernelsHeapsort(int count, String expected) {
        List<Block> blocks = IntStream.rangeClosed(1, count)
                .mapToObj(node -> block(0x1000, node))
                .toList();
        assertThat(nodes(KernelSort.byStart(blocks))).isEqualTo(expected);
    }

    @Test
    void blocksWithDifferentStartsAreSortedUnsigned() {
        SplittableRandom random = new SplittableRandom(212);
        for (int round = 0; round < 2_000; round++) {
            List<Block> blocks = new ArrayList<>();
            random.longs(random.nextInt(1, 40))
                    .distinct()
                    .filter(start -> start != -1)
                    .forEach(start -> blocks.add(block(start, 0)));
            assertThat(KernelSort.byStart(blocks))
                    .containsExactlyInAnyOrderElementsOf(blocks)
                    .isSortedAccordingTo((a, b) -> Long.compareUnsigned(a.start(), b.start()));
        }
    }

    @Test
    void aSortWithEqualStartsKeepsEveryBlock() {
        SplittableRandom random = new SplittableRandom(213);
        for (int round = 0; round < 2_000; round++) {
            List<Block> blocks = IntStream.range(0, random.nextInt(1, 30))
                    .mapToObj(node -> block(random.nextInt(4), node))
                    .toList();
            List<Block> sorted = KernelSort.byStart(blocks);
            assertThat(sorted).containsExactlyInAnyOrderElementsOf(blocks);
            assertThat(sorted.stream().map(Block::start).toList()).isSorted();
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

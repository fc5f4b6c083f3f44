package io.targetnode.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the join by sorting with a literal transcription of kernel-rules 2.8 B: result, order, lines, rejection. */
class NodeJoinTest {

    /** The address space of a machine: from mostly disjoint blocks to mostly overlapping ones. */
    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16, 32, 64, 128, 512, 4096})
    void sortingAgreesWithTheCubicScan(int space) {
        SplittableRandom random = new SplittableRandom(20260213L + space);
        int rejected = 0;
        int joined = 0;
        for (int machine = 0; machine < 4_000; machine++) {
            List<Block> blocks = blocks(random, space);
            LiteralJoin literal = new LiteralJoin(copy(blocks));
            Optional<String> expected = literal.join();

            BlockList list = listOf(blocks);
            KernelLog log = new KernelLog(10_000);
            Optional<String> actual = NodeJoin.join(list, log).map(Rejection::detail);

            assertThat(actual).isEqualTo(expected);
            assertThat(log.lines()).isEqualTo(literal.log.lines());
            assertThat(describe(list.blocks())).isEqualTo(describe(literal.blocks));
            rejected += expected.isPresent() ? 1 : 0;
            joined += list.blocks().size() < blocks.size() ? 1 : 0;
        }
        assertThat(rejected + joined).as("machines with a join or a rejection").isGreaterThan(1_000);
    }

    @Test
    void joinedBlocksOfOneNodeCoverTheHoleBetweenThem() {
        assertThat(joined(block(0, 2, 0), block(4, 6, 0), block(6, 8, 1))).isEqualTo("0-6:0 6-8:1");
    }

    @Test
    void aBlockOfAnotherNodeInTheHolePreventsAJoin() {
        assertThat(joined(block(0, 2, 0), block(4, 6, 0), block(2, 3, 1))).isEqualTo("0-2:0 4-6:0 2-3:1");
    }

    @Test
    void theFirstBlockOfTheListKeepsItsPosition() {
        assertThat(joined(block(8, 9, 0), block(4, 5, 1), block(6, 7, 0), block(0, 1, 1)))
                .isEqualTo("6-9:0 0-5:1");
    }

    @Test
    void anEmptyListIsJoinedToAnEmptyList() {
        assertThat(joined()).isEmpty();
    }

    @Test
    void theHistoryOfTheFirstBlockNamesTheAbsorbedOnes() {
        BlockList list = listOf(List.of(block(0, 2, 0), block(4, 6, 0)));
        NodeJoin.join(list, new KernelLog(10_000));
        Memblk merged = list.blocks().get(0).toMemblk();
        assertThat(merged.changes()).singleElement().isInstanceOfSatisfying(BlockChange.Joined.class, join -> {
            assertThat(join.before()).isEqualTo(new AddressRange(0, 1));
            assertThat(join.absorbed().range()).isEqualTo(new AddressRange(4, 5));
            assertThat(join.after()).isEqualTo(new AddressRange(0, 5));
        });
    }

    private static String joined(Block... blocks) {
        BlockList list = listOf(List.of(blocks));
        assertThat(NodeJoin.join(list, new KernelLog(10_000))).isEmpty();
        return describe(list.blocks());
    }

    private static List<Block> blocks(SplittableRandom random, int space) {
        int nodes = random.nextInt(1, 5);
        int longest = random.nextInt(2, Math.max(3, space / 2));
        return IntStream.range(0, random.nextInt(0, 14))
                .mapToObj(i -> {
                    long start = random.nextInt(space);
                    return block(start, start + random.nextInt(1, longest), random.nextInt(nodes));
                })
                .toList();
    }

    private static Block block(long start, long end, int node) {
        return new Block(start, end, node, new Origin.FakedNode(new AddressRange(start, end - 1)));
    }

    private static BlockList listOf(List<Block> blocks) {
        BlockList list = new BlockList(2048);
        copy(blocks).forEach(list::appendUnchecked);
        return list;
    }

    private static List<Block> copy(List<Block> blocks) {
        return new ArrayList<>(blocks.stream()
                .map(block -> block(block.start(), block.end(), block.node()))
                .toList());
    }

    private static String describe(List<Block> blocks) {
        return String.join(
                " ",
                blocks.stream()
                        .map(block -> block.start() + "-" + block.end() + ":" + block.node())
                        .toList());
    }
}

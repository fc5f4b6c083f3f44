package io.targetnode.kernel;

import io.targetnode.kernel.Rejection.Reason;
import io.targetnode.memory.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The second half of {@code numa_cleanup_meminfo()} (kernel-rules 2.8 B): joins the blocks of a node, with the kernel's result
 * and the kernel's order of log lines. It takes O(n log n) instead of the kernel's O(n^3), and n^2/2 comparisons if the
 * configuration is rejected.
 *
 * <p>The rule: for each block x in list order, for each later block y: if they overlap and differ in node, reject; if
 * they have the same node and no block of another node overlaps their hull, x becomes the hull and y is removed. Sorting is
 * enough, because:
 *
 * <ul>
 *   <li>A block is <em>conflicted</em> if it overlaps a block of another node. A hull contains its blocks, so a
 *       conflicted block is never joined, and both partners of a conflict remain until the scan reaches them. The kernel
 *       rejects if and only if a block is conflicted: at the first one of the list, with its first later partner.
 *   <li>All other blocks are disjoint from every block of another node. Between two of them with the same node, a block
 *       of another node overlaps the hull if and only if it lies between them when all blocks are ordered by start. So
 *       they can be joined if and only if they are in the same <em>run</em> of neighbours of one node in that order.
 *   <li>A join covers no block of another node, so it never changes runs. Every run collapses into its first member in
 *       list order, and the others join it in list order.
 * </ul>
 */
final class NodeJoin {

    private final List<Block> blocks;
    private final KernelLog log;
    /** Run of each block, by list position. */
    private final int[] run;

    private final boolean[] conflicted;
    private final boolean[] absorbed;

    private NodeJoin(List<Block> blocks, KernelLog log) {
        this.blocks = blocks;
        this.log = log;
        this.run = new int[blocks.size()];
        this.conflicted = new boolean[blocks.size()];
        this.absorbed = new boolean[blocks.size()];
    }

    /** Joins the blocks of the list; returns the reason if the configuration is rejected. */
    static Optional<Rejection> join(BlockList list, KernelLog log) {
        NodeJoin join = new NodeJoin(list.blocks(), log);
        join.findRunsAndConflicts();
        Optional<Rejection> rejection = join.scan();
        list.replaceWith(join.remaining());
        return rejection;
    }

    private void findRunsAndConflicts() {
        Integer[] byStart = new Integer[blocks.size()];
        Arrays.setAll(byStart, i -> i);
        Arrays.sort(byStart, (a, b) -> Long.compareUnsigned(block(a).start(), block(b).start()));
        markRunsAndConflictsWithEarlier(byStart);
        markConflictsWithLater(byStart);
    }

    /** The farthest end so far and the farthest end of all other nodes decide whether a block overlaps one of another node. */
    private void markRunsAndConflictsWithEarlier(Integer[] byStart) {
        Block farthest = null;
        Block farthestOfOthers = null;
        for (int i = 0; i < byStart.length; i++) {
            Block block = block(byStart[i]);
            if (farthest == null) {
                farthest = block;
                continue;
            }
            boolean newRun = block.node() != block(byStart[i - 1]).node();
            run[byStart[i]] = run[byStart[i - 1]] + (newRun ? 1 : 0);
            Block rival = farthest.node() == block.node() ? farthestOfOthers : farthest;
            conflicted[byStart[i]] = rival != null && Address.below(block.start(), rival.end());
            if (Address.below(farthest.end(), block.end())) {
                farthestOfOthers = farthest.node() == block.node() ? farthestOfOthers : farthest;
                farthest = block;
            } else if (rival == farthest
                    && (farthestOfOthers == null || Address.below(farthestOfOthers.end(), block.end()))) {
                farthestOfOthers = block;
            }
        }
    }

    /** The next block of another node, by start, is the first one that a block can overlap. */
    private void markConflictsWithLater(Integer[] byStart) {
        Block nextOfOthers = null;
        for (int i = byStart.length - 2; i >= 0; i--) {
            Block block = block(byStart[i]);
            Block next = block(byStart[i + 1]);
            nextOfOthers = next.node() == block.node() ? nextOfOthers : next;
            if (nextOfOthers != null && Address.below(nextOfOthers.start(), block.end())) {
                conflicted[byStart[i]] = true;
            }
        }
    }

    private Optional<Rejection> scan() {
        int[] next = nextPositions();
        for (int i = 0; i < blocks.size(); i++) {
            if (conflicted[i]) {
                return Optional.of(reject(i));
            }
            if (!absorbed[i]) {
                collapseInto(i, next);
            }
        }
        return Optional.empty();
    }

    /**
     * For each position, the next one to visit: the next block of the same run. If the configuration will be rejected, every
     * block is visited, because the kernel first warns of conflicted blocks that overlap a block of their node in another run.
     */
    private int[] nextPositions() {
        int[] next = new int[blocks.size()];
        if (IntStream.range(0, next.length).anyMatch(i -> conflicted[i])) {
            Arrays.setAll(next, i -> i + 1);
            return next;
        }
        int[] lastOfRun = new int[blocks.size()];
        Arrays.fill(lastOfRun, blocks.size());
        for (int i = next.length - 1; i >= 0; i--) {
            next[i] = lastOfRun[run[i]];
            lastOfRun[run[i]] = i;
        }
        return next;
    }

    /** The first member of a run absorbs the others; a conflicted block stays, but the kernel warns of it. */
    private void collapseInto(int position, int[] next) {
        Block first = block(position);
        for (int i = next[position]; i < blocks.size(); i = next[i]) {
            Block other = block(i);
            if (other.node() == first.node() && first.overlaps(other)) {
                log.overlapsWithItself(first, other);
            }
            if (run[i] == run[position] && !conflicted[i]) {
                String before = KernelLog.mem(first);
                first.absorb(other);
                absorbed[i] = true;
                log.joined(before, other, first);
            }
        }
    }

    /** The first conflicted block of the list has a later partner, so the loop ends. */
    private Rejection reject(int position) {
        Block block = block(position);
        for (int later = position + 1; ; later++) {
            Block other = block(later);
            if (absorbed[later] || !block.overlaps(other)) {
                continue;
            }
            if (other.node() != block.node()) {
                return new Rejection(Reason.OVERLAP, log.overlaps(block, other));
            }
            log.overlapsWithItself(block, other);
        }
    }

    private List<Block> remaining() {
        List<Block> remaining = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            if (!absorbed[i]) {
                remaining.add(blocks.get(i));
            }
        }
        return remaining;
    }

    private Block block(int position) {
        return blocks.get(position);
    }
}

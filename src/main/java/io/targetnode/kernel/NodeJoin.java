package io.targetnode.kernel;

import io.targetnode.kernel.Rejection.Reason;
import io.targetnode.memory.Address;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Joins the blocks of a node (kernel-rules 2.8 B), with the kernel's result and the kernel's order of lines, in
 * O(n log n) instead of its O(n^3); in n^2/2 comparisons where a configuration is rejected.
 *
 * <p>The rule: for each block x in list order, for each later block y: if they overlap and differ in node, reject; if
 * they are of one node and no block of another node overlaps their hull, x becomes the hull and y goes. Why sorting is
 * enough:
 *
 * <ul>
 *   <li>Call a block <em>conflicted</em> if it overlaps a block of another node. A hull contains its blocks, so a
 *       conflicted block is never joined, both partners of a conflict survive until the scan meets them, and the kernel
 *       rejects exactly if there is a conflict: at the first conflicted block of the list, with its first later partner.
 *   <li>All other blocks are disjoint from every block of another node. Between two of them with the same node, a block
 *       of another node overlaps the hull exactly if it stands between them when all blocks are ordered by start. So
 *       they can be joined exactly if they are in the same <em>run</em> of neighbours of one node in that order.
 *   <li>A join swallows no block of another node, so it never changes runs. Hence every run collapses into its first
 *       member in list order, the others joining it in list order.
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

    /** Joins what can be joined, in place; the reason if the configuration is rejected. */
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

    /** Keeps the farthest end so far and the farthest end of any node but that one's: enough to ask "of another node". */
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

    /** The next block of another node, by start, is the one that a block would overlap first. */
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
     * The position to look at after each: the next one of the same run; but every one if the configuration will be
     * rejected, as the kernel first warns of conflicted blocks that overlap one of their own node in another run.
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

    /** The first member of a run takes the others in; a conflicted block stays, but the kernel warns of it. */
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

    /** A conflicted block that is the first in the list has its partner behind it, so the loop ends. */
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

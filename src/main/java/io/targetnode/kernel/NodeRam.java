package io.targetnode.kernel;

import io.targetnode.memory.Address;
import io.targetnode.memory.UsableRam;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A part of usable RAM and its node, as the kernel lists them under "Early memory node ranges".
 *
 * @param start first byte, rounded up to a page
 * @param end exclusive, rounded down to a page
 * @param node the node, or {@link Meminfo#NUMA_NO_NODE} if no block covers the RAM
 */
record NodeRam(long start, long end, int node) {

    /** Splits RAM by the blocks that cover it, which are disjoint after clean-up, and keeps whole pages. O(n log n). */
    static List<NodeRam> of(UsableRam ram, List<Block> blocks, long pageBytes) {
        List<Block> sorted = new ArrayList<>(blocks);
        sorted.sort(Comparator.comparingLong((Block block) -> block.start() ^ Long.MIN_VALUE));
        List<NodeRam> parts = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < ram.count(); i++) {
            long at = ram.start(i);
            while (Address.below(at, ram.end(i))) {
                while (next < sorted.size()
                        && !Address.below(at, sorted.get(next).end())) {
                    next++;
                }
                boolean covered = next < sorted.size()
                        && !Address.below(at, sorted.get(next).start());
                long end = next == sorted.size()
                        ? ram.end(i)
                        : Address.min(
                                ram.end(i),
                                covered
                                        ? sorted.get(next).end()
                                        : sorted.get(next).start());
                addWholePages(parts, at, end, covered ? sorted.get(next).node() : Meminfo.NUMA_NO_NODE, pageBytes);
                at = end;
            }
        }
        return parts;
    }

    long pages(long pageBytes) {
        return Long.divideUnsigned(end - start, pageBytes);
    }

    private static void addWholePages(List<NodeRam> parts, long from, long to, int node, long pageBytes) {
        long start = (from + pageBytes - 1) & -pageBytes;
        long end = to & -pageBytes;
        // A start in the last page of the address space rounds up to 0.
        if (!Address.below(start, from) && Address.below(start, end)) {
            parts.add(new NodeRam(start, end, node));
        }
    }
}

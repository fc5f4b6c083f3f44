package io.targetnode.resolve;

import io.targetnode.kernel.Memblk;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * The first block of a list that holds an address, for all addresses. A sweep over the ends of the blocks, which keeps those
 * that are open in the order of the list, finds the first one at each end. O(n log n).
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record FirstBlocks(Pieces pieces, int[] indexes) {

    /** Where no block holds the address. */
    static final int NONE = -1;

    private record Edge(long address, int block, boolean opens) {}

    static FirstBlocks of(List<Memblk> blocks) {
        List<Edge> edges = edges(blocks);
        Pieces pieces = Pieces.at(edges.stream().mapToLong(Edge::address));
        int[] indexes = new int[pieces.count()];
        BitSet open = new BitSet(blocks.size());
        int next = 0;
        for (int i = 0; i < indexes.length; i++) {
            for (; next < edges.size() && edges.get(next).address() == pieces.start(i); next++) {
                open.set(edges.get(next).block(), edges.get(next).opens());
            }
            indexes[i] = open.nextSetBit(0);
        }
        return new FirstBlocks(pieces, indexes);
    }

    private static List<Edge> edges(List<Memblk> blocks) {
        List<Edge> edges = new ArrayList<>(2 * blocks.size());
        for (int i = 0; i < blocks.size(); i++) {
            AddressRange range = blocks.get(i).range();
            // The kernel's exclusive ends have 64 bits: no block holds the last address, and its end plus one is not 0.
            edges.add(new Edge(range.start(), i, true));
            edges.add(new Edge(range.end() + 1, i, false));
        }
        edges.sort(Comparator.comparingLong(edge -> edge.address() ^ Long.MIN_VALUE));
        return edges;
    }
}

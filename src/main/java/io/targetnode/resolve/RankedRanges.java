package io.targetnode.resolve;

import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Ranges that may overlap, each with a rank. Where several hold an address, the lowest rank counts. A sweep over the bounds of
 * the ranges finds the lowest ranks of all addresses in O(n log n).
 */
final class RankedRanges {

    /** The rank of addresses that no range holds. */
    static final int NONE = -1;

    private record Edge(long address, int rank, int step) {}

    /**
     * The lowest ranks of all addresses.
     *
     * @param ranks one for each piece, or {@link #NONE}
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Lowest(Pieces pieces, int[] ranks) {

        /** The lowest rank of each given piece; each must lie within one of {@link #pieces}. */
        int[] within(Pieces finer) {
            return finer.within(pieces).map(i -> ranks[i]).toArray();
        }
    }

    private final List<Edge> edges = new ArrayList<>();

    /** @param rank from 0 */
    void add(AddressRange range, int rank) {
        edges.add(new Edge(range.start(), rank, 1));
        if (range.end() != -1L) {
            edges.add(new Edge(range.end() + 1, rank, -1));
        }
    }

    /** @param rankCount exclusive upper bound of the ranks */
    Lowest lowest(int rankCount) {
        edges.sort(Comparator.comparingLong(edge -> edge.address() ^ Long.MIN_VALUE));
        Pieces pieces = Pieces.at(edges.stream().mapToLong(Edge::address));
        int[] lowest = new int[pieces.count()];
        int[] holding = new int[rankCount];
        BitSet held = new BitSet(rankCount);
        int next = 0;
        for (int piece = 0; piece < lowest.length; piece++) {
            for (; next < edges.size() && edges.get(next).address() == pieces.start(piece); next++) {
                Edge edge = edges.get(next);
                holding[edge.rank()] += edge.step();
                held.set(edge.rank(), holding[edge.rank()] > 0);
            }
            lowest[piece] = held.nextSetBit(0);
        }
        return new Lowest(pieces, lowest);
    }
}

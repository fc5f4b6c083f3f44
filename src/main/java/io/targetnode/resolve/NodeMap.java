package io.targetnode.resolve;

import io.targetnode.kernel.Memblk;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The node of the first block that holds an address, for all addresses. A sweep over the ends of the blocks, which keeps
 * those that are open in the order of the list, finds the first one at each end. Built once in O(n log n); asked in O(log n).
 */
final class NodeMap {

    private record Edge(long address, int block, boolean opens) {}

    private final Pieces pieces;
    private final int[] nodes;

    private NodeMap(Pieces pieces, int[] nodes) {
        this.pieces = pieces;
        this.nodes = nodes;
    }

    /**
     * The map of a list.
     *
     * @param otherwise the node where no block holds the address
     */
    static NodeMap of(List<Memblk> blocks, int otherwise) {
        List<Edge> edges = edges(blocks);
        Pieces pieces = Pieces.at(edges.stream().mapToLong(Edge::address));
        int[] nodes = new int[pieces.count()];
        BitSet open = new BitSet(blocks.size());
        int next = 0;
        for (int i = 0; i < nodes.length; i++) {
            for (; next < edges.size() && edges.get(next).address() == pieces.start(i); next++) {
                open.set(edges.get(next).block(), edges.get(next).opens());
            }
            int first = open.nextSetBit(0);
            nodes[i] = first < 0 ? otherwise : blocks.get(first).node();
        }
        return new NodeMap(pieces, nodes);
    }

    int at(long address) {
        return nodes[pieces.indexOf(address)];
    }

    /** The same with neighbours of the same node joined, in the form that is fastest to ask. */
    CompiledMap compiled() {
        int[] changes = IntStream.range(0, nodes.length)
                .filter(i -> i == 0 || nodes[i] != nodes[i - 1])
                .toArray();
        int[] changed = Arrays.stream(changes).map(i -> nodes[i]).toArray();
        return CompiledMap.of(pieces.only(Arrays.stream(changes)), changed);
    }

    /** Within each the node is the same. */
    Pieces pieces() {
        return pieces;
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

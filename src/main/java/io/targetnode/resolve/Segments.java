package io.targetnode.resolve;

import static io.targetnode.kernel.Meminfo.NUMA_NO_NODE;

import io.targetnode.kernel.Boot;
import io.targetnode.kernel.Memblk;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * All answers of a machine as disjoint ascending segments, neighbours that answer alike joined.
 *
 * <p>Both look-up rules ask one list and then the other, and within a list the first block that holds the address
 * decides. So the blocks of both, in the order in which they are asked, are one list, and a sweep over their ends finds the
 * first open one at each. O(n log n) in the ends of blocks and of backing parts.
 */
public final class Segments {

    private record Edge(long address, int block, boolean opens) {}

    private final TargetNodeResolver resolver;
    private final BackingMap backing;
    private final List<Segment> segments = new ArrayList<>();

    private Segments(TargetNodeResolver resolver, BackingMap backing) {
        this.resolver = resolver;
        this.backing = backing;
    }

    /** The segments at which something is: holes without node are left out. */
    public static List<Segment> of(TargetNodeResolver resolver, BackingMap backing) {
        return new Segments(resolver, backing).sweep();
    }

    private List<Segment> sweep() {
        List<Memblk> blocks = inOrderOfAsking();
        List<Edge> edges = edges(blocks);
        BitSet open = new BitSet(blocks.size());
        long[] starts = starts(edges);
        int next = 0;
        for (int i = 0; i < starts.length; i++) {
            for (; next < edges.size() && edges.get(next).address() == starts[i]; next++) {
                open.set(edges.get(next).block(), edges.get(next).opens());
            }
            int first = open.nextSetBit(0);
            long last = i + 1 < starts.length ? starts[i + 1] - 1 : -1L;
            add(
                    new AddressRange(starts[i], last),
                    first < 0 ? NUMA_NO_NODE : blocks.get(first).node());
        }
        return List.copyOf(segments);
    }

    private List<Memblk> inOrderOfAsking() {
        Boot boot = resolver.boot();
        List<Memblk> meminfo = boot.meminfo().blocks();
        List<Memblk> reserved = boot.reserved().blocks();
        return resolver.rule() instanceof LookupRule.PreferReserved
                ? Stream.concat(reserved.stream(), meminfo.stream()).toList()
                : Stream.concat(meminfo.stream(), reserved.stream()).toList();
    }

    private static List<Edge> edges(List<Memblk> blocks) {
        List<Edge> edges = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            AddressRange range = blocks.get(i).range();
            // The kernel's exclusive ends have 64 bits: no block holds the last address, and its end plus one is not 0.
            edges.add(new Edge(range.start(), i, true));
            edges.add(new Edge(range.end() + 1, i, false));
        }
        edges.sort(Comparator.comparingLong(edge -> edge.address() ^ Long.MIN_VALUE));
        return edges;
    }

    /** First addresses at which the answer may change, ascending as unsigned numbers, from 0. */
    private long[] starts(List<Edge> edges) {
        return LongStream.concat(backing.starts(), edges.stream().mapToLong(Edge::address))
                .map(address -> address ^ Long.MIN_VALUE)
                .sorted()
                .distinct()
                .map(address -> address ^ Long.MIN_VALUE)
                .toArray();
    }

    private void add(AddressRange range, int node) {
        Backing what = backing.at(range.start());
        if (node == NUMA_NO_NODE && what == Backing.HOLE) {
            return;
        }
        Segment before = segments.isEmpty() ? null : segments.get(segments.size() - 1);
        if (before != null
                && before.range().end() + 1 == range.start()
                && before.targetNode() == node
                && before.backing() == what) {
            AddressRange joined = new AddressRange(before.range().start(), range.end());
            segments.set(segments.size() - 1, new Segment(joined, node, what));
        } else {
            segments.add(new Segment(range, node, what));
        }
    }
}

package io.targetnode.resolve;

import static io.targetnode.memory.Address.below;

import java.util.Arrays;

/**
 * The form in which a bucket holds the index of its first segment, and a binary search continues from there. Every address
 * takes as many steps as the bucket with the most segments needs, and no step is a branch. Four addresses are searched together,
 * so that a processor works while it waits for memory. If four addresses lie in the segment of the address before them, as in
 * an ascending batch, they need no search.
 */
final class SegmentSearch extends CompiledMap {

    private final Buckets buckets;

    /** For each bucket, the segment that holds its first address. */
    private final int[] first;

    /** First addresses of the segments. The last one is repeated so that no search leaves the array. */
    private final long[] starts;

    /** The starts halved, so that the sign of a difference compares them. */
    private final long[] halves;

    /** Whether all starts are even, so that their halves compare like the starts. */
    private final boolean even;

    private final int[] nodes;

    /** The first step of the search, a power of two. */
    private final int reach;

    private SegmentSearch(Buckets buckets, int[] first, long[] starts, boolean even, int[] nodes, int reach) {
        this.buckets = buckets;
        this.first = first;
        this.starts = starts;
        this.halves = Arrays.stream(starts).map(start -> start >>> 1).toArray();
        this.even = even;
        this.nodes = nodes;
        this.reach = reach;
    }

    static CompiledMap of(Pieces segments, int[] nodes) {
        Buckets buckets = Buckets.smallest(segments);
        int[] first = buckets.firstSegments(segments);
        int most = 1;
        for (int i = 1; i < first.length; i++) {
            most = Math.max(most, first[i] - first[i - 1]);
        }
        int reach = Integer.highestOneBit(most);
        int count = segments.count();
        // Copies of the last segment fill both arrays: the search may end at any of them, and all have the same node.
        long[] starts = Arrays.copyOf(segments.starts(), count + 2 * reach);
        int[] ofStarts = Arrays.copyOf(nodes, starts.length);
        Arrays.fill(starts, count, starts.length, segments.highestStart());
        Arrays.fill(ofStarts, count, starts.length, nodes[count - 1]);
        return new SegmentSearch(buckets, first, starts, segments.alignment() > 0, ofStarts, reach);
    }

    @Override
    int targetNode(long address) {
        int segment = first[buckets.indexOf(address)];
        for (int step = reach; step > 0; step >>= 1) {
            segment += below(address, starts[segment + step]) ? 0 : step;
        }
        return nodes[segment];
    }

    @Override
    void targetNodes(long[] addresses, int[] targetNodes, int count) {
        int done = even ? byFour(addresses, targetNodes, count) : 0;
        for (int i = done; i < count; i++) {
            targetNodes[i] = targetNode(addresses[i]);
        }
    }

    /** @return the number of addresses that were looked up */
    private int byFour(long[] addresses, int[] targetNodes, int count) {
        int i = 0;
        int ofD = 0;
        for (; i + 3 < count; i += 4) {
            long a = addresses[i] >>> 1;
            long b = addresses[i + 1] >>> 1;
            long c = addresses[i + 2] >>> 1;
            long d = addresses[i + 3] >>> 1;
            int ofA = ofD;
            int ofB = ofD;
            int ofC = ofD;
            if (!within(halves[ofD], halves[ofD + 1] - 1, a, b, c, d)) {
                ofA = first[buckets.indexOf(addresses[i])];
                ofB = first[buckets.indexOf(addresses[i + 1])];
                ofC = first[buckets.indexOf(addresses[i + 2])];
                ofD = first[buckets.indexOf(addresses[i + 3])];
                for (int step = reach; step > 0; step >>= 1) {
                    ofA += step & ~(int) ((a - halves[ofA + step]) >> 63);
                    ofB += step & ~(int) ((b - halves[ofB + step]) >> 63);
                    ofC += step & ~(int) ((c - halves[ofC + step]) >> 63);
                    ofD += step & ~(int) ((d - halves[ofD + step]) >> 63);
                }
            }
            targetNodes[i] = nodes[ofA];
            targetNodes[i + 1] = nodes[ofB];
            targetNodes[i + 2] = nodes[ofC];
            targetNodes[i + 3] = nodes[ofD];
        }
        return i;
    }

    /** Whether all four numbers of 63 bits are in the range, both ends inclusive. */
    private static boolean within(long from, long to, long a, long b, long c, long d) {
        return (a - from | to - a | b - from | to - b | c - from | to - c | d - from | to - d) >= 0;
    }

    @Override
    int bytes() {
        return Integer.BYTES * (first.length + nodes.length) + Long.BYTES * (starts.length + halves.length);
    }
}

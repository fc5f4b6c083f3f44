package io.targetnode.resolve;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The form in which buckets with several nodes are cut once more, into parts such that every segment begins at the start of a
 * part. It fits machines with many small blocks in a few places of a large address space.
 */
final class NestedGrid extends CompiledMap {

    /** Limits the parts for each segment, so that the map fits into a processor's caches. */
    private static final int PARTS_PER_SEGMENT = 64;

    private final Buckets buckets;

    /**
     * For each bucket: in the high half the index of its first node, in the low half the mask that selects one of its
     * nodes.
     */
    private final long[] entries;

    /** Size of a part as a power of two. */
    private final int partShift;

    private final int[] nodes;

    private NestedGrid(Buckets buckets, long[] entries, int partShift, int[] nodes) {
        this.buckets = buckets;
        this.entries = entries;
        this.partShift = partShift;
        this.nodes = nodes;
    }

    /**
     * Requires that no {@link NodeGrid} fits, so that parts are smaller than buckets. Empty if there would be too many
     * parts.
     */
    static Optional<CompiledMap> fitting(Pieces segments, int[] nodes) {
        Buckets buckets = Buckets.smallest(segments);
        Cut cut = new Cut(segments, nodes, buckets, buckets.firstSegments(segments), segments.alignment());
        long parts = (long) PARTS_PER_SEGMENT * segments.count();
        return cut.splitBuckets() <= parts >>> cut.partBits() ? Optional.of(cut.make()) : Optional.empty();
    }

    /**
     * Builds the grid.
     *
     * @param first for each bucket, the segment that holds its first address
     * @param partShift size of a part as a power of two
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Cut(Pieces segments, int[] nodes, Buckets buckets, int[] first, int partShift) {

        NestedGrid make() {
            int parts = 1 << partBits();
            long[] entries = new long[first.length];
            int[] ofParts = new int[(int) splitBuckets() * parts + first.length];
            int used = 0;
            for (int bucket = 0; bucket < first.length; bucket++) {
                int count = isSplit(bucket) ? parts : 1;
                entries[bucket] = (long) used << 32 | count - 1;
                fill(bucket, ofParts, used, count);
                used += count;
            }
            return new NestedGrid(buckets, entries, partShift, Arrays.copyOf(ofParts, used));
        }

        int partBits() {
            return buckets.shift() - partShift;
        }

        long splitBuckets() {
            return IntStream.range(0, first.length).filter(this::isSplit).count();
        }

        /** Whether a segment begins within the bucket, not only at its start. */
        private boolean isSplit(int bucket) {
            int next = first[bucket] + 1;
            return next < segments.count() && segments.start(next) >>> buckets.shift() == bucket;
        }

        private void fill(int bucket, int[] ofParts, int from, int count) {
            int segment = first[bucket];
            for (int part = 0; part < count; part++) {
                long start = buckets.start(bucket) + ((long) part << partShift);
                segment = segments.indexOf(start, segment);
                ofParts[from + part] = nodes[segment];
            }
        }
    }

    @Override
    int targetNode(long address) {
        long entry = entries[buckets.indexOf(address)];
        return nodes[(int) (entry >>> 32) + ((int) entry & (int) (address >>> partShift))];
    }

    @Override
    void targetNodes(long[] addresses, int[] targetNodes, int count) {
        for (int i = 0; i < count; i++) {
            targetNodes[i] = targetNode(addresses[i]);
        }
    }

    @Override
    int bytes() {
        return Long.BYTES * entries.length + Integer.BYTES * nodes.length;
    }
}

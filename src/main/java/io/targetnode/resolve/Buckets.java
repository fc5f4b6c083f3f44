package io.targetnode.resolve;

import java.util.Optional;

/**
 * The address space in buckets of equal size.
 *
 * @param shift the size as a power of two; 1 at least, so that an address shifted by it is no negative number
 * @param last the last one: no segment begins within it, and all that lies above is in it, too
 */
record Buckets(int shift, int last) {

    private static final int PER_SEGMENT = 16;
    private static final int FREE = 4096;

    /** Buckets at whose starts all segments begin; empty if these would be too many. */
    static Optional<Buckets> aligned(Pieces segments) {
        int alignment = segments.alignment();
        return alignment > 0 && segments.highestStart() >>> alignment < limit(segments)
                ? Optional.of(of(segments, alignment))
                : Optional.empty();
    }

    /** As small as they may be. */
    static Buckets smallest(Pieces segments) {
        int shift = 1;
        while (segments.highestStart() >>> shift >= limit(segments)) {
            shift++;
        }
        return of(segments, shift);
    }

    private static Buckets of(Pieces segments, int shift) {
        return new Buckets(shift, (int) (segments.highestStart() >>> shift) + 1);
    }

    private static int limit(Pieces segments) {
        return Math.max(FREE, PER_SEGMENT * segments.count());
    }

    /** Index of the bucket that holds the address. */
    int of(long address) {
        return (int) Math.min(last, address >>> shift);
    }

    /** First address of a bucket that is not the last one. */
    long start(int bucket) {
        return (long) bucket << shift;
    }

    /** Index of the segment that the first address of each bucket is in. */
    int[] firstSegments(Pieces segments) {
        int[] first = new int[last + 1];
        for (int bucket = 1; bucket < last; bucket++) {
            first[bucket] = segments.indexOf(start(bucket), first[bucket - 1]);
        }
        // Behind all first addresses: where it would begin may be 2^64, which is no address.
        first[last] = segments.count() - 1;
        return first;
    }
}

package io.targetnode.resolve;

import java.util.Optional;

/**
 * The address space in buckets of equal size.
 *
 * @param shift the size as a power of two; at least 1, so that a shifted address is not negative
 * @param last index of the last bucket: no segment begins within it, and it extends to the last address
 */
record Buckets(int shift, int last) {

    private static final int PER_SEGMENT = 16;
    private static final int MIN_LIMIT = 4096;

    /** Buckets such that every segment begins at the start of a bucket; empty if there would be too many. */
    static Optional<Buckets> aligned(Pieces segments) {
        int alignment = segments.alignment();
        return alignment > 0 && segments.highestStart() >>> alignment < limit(segments)
                ? Optional.of(of(segments, alignment))
                : Optional.empty();
    }

    /** The smallest buckets within the limit. */
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
        return Math.max(MIN_LIMIT, PER_SEGMENT * segments.count());
    }

    /** Index of the bucket that holds the address. */
    int indexOf(long address) {
        return (int) Math.min(last, address >>> shift);
    }

    /** First address of a bucket that is not the last one. */
    long start(int bucket) {
        return (long) bucket << shift;
    }

    /** For each bucket, the index of the segment that holds its first address. */
    int[] firstSegments(Pieces segments) {
        int[] first = new int[last + 1];
        for (int bucket = 1; bucket < last; bucket++) {
            first[bucket] = segments.indexOf(start(bucket), first[bucket - 1]);
        }
        // The last bucket may begin at 2^64, which is not an address.
        first[last] = segments.count() - 1;
        return first;
    }
}

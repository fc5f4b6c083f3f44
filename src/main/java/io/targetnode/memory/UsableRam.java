package io.targetnode.memory;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Usable RAM as the kernel sees it at boot, after {@code e820__memblock_setup()} (kernel-rules 2.2): ranges that overlap or
 * touch are joined, then trimmed to whole pages (start up, end down). Empty ranges are dropped. The result is ascending and
 * disjoint.
 *
 * <p>A range that ends with the last byte of the address space counts as one byte shorter, because its exclusive end would
 * not fit into 64 bits. The trim then drops its last page.
 */
public final class UsableRam {

    private static final Comparator<AddressRange> BY_START = (a, b) -> Long.compareUnsigned(a.start(), b.start());

    /** Pairs of start (inclusive) and end (exclusive), ascending. */
    private final long[] bounds;

    private UsableRam(long[] bounds) {
        this.bounds = bounds;
    }

    /** Normalises ranges given in any order. O(n log n). */
    public static UsableRam of(List<AddressRange> ranges) {
        List<AddressRange> sorted = new ArrayList<>(ranges);
        sorted.sort(BY_START);
        long[] bounds = new long[2 * sorted.size()];
        int length = 0;
        int next = 0;
        while (next < sorted.size()) {
            long start = sorted.get(next).start();
            long end = exclusiveEnd(sorted.get(next));
            for (next++;
                    next < sorted.size() && !Address.below(end, sorted.get(next).start());
                    next++) {
                end = Address.max(end, exclusiveEnd(sorted.get(next)));
            }
            long trimmedStart = Address.pageUp(start);
            long trimmedEnd = Address.pageDown(end);
            // A start in the last page of the address space rounds up to 0: no whole page is left.
            if (!Address.below(trimmedStart, start) && Address.below(trimmedStart, trimmedEnd)) {
                bounds[length++] = trimmedStart;
                bounds[length++] = trimmedEnd;
            }
        }
        return new UsableRam(Arrays.copyOf(bounds, length));
    }

    /** Number of disjoint ranges. */
    public int count() {
        return bounds.length / 2;
    }

    /** Start of range {@code index}, inclusive. */
    public long start(int index) {
        return bounds[2 * index];
    }

    /** End of range {@code index}, exclusive. */
    public long end(int index) {
        return bounds[2 * index + 1];
    }

    /** Start of the first range; 0 without RAM. */
    public long low() {
        return bounds.length == 0 ? 0 : bounds[0];
    }

    /** End (exclusive) of the last range; 0 without RAM. */
    public long high() {
        return bounds.length == 0 ? 0 : bounds[bounds.length - 1];
    }

    /** The number of bytes. */
    public long bytes() {
        long bytes = 0;
        for (int i = 0; i < count(); i++) {
            bytes += end(i) - start(i);
        }
        return bytes;
    }

    /** Whether a byte of RAM lies in the range. O(log n). */
    public boolean overlaps(AddressRange range) {
        int first = firstEndingAbove(range.start());
        return first < count() && !Address.below(range.end(), start(first));
    }

    /** Index of the first range whose end lies above the address, else {@link #count()}. O(log n). */
    public int firstEndingAbove(long address) {
        int from = 0;
        int to = count();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Address.below(address, end(middle))) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return from;
    }

    /** The ranges, ascending, ends inclusive. */
    public List<AddressRange> ranges() {
        List<AddressRange> ranges = new ArrayList<>(count());
        for (int i = 0; i < count(); i++) {
            ranges.add(new AddressRange(start(i), end(i) - 1));
        }
        return List.copyOf(ranges);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UsableRam ram && Arrays.equals(bounds, ram.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    @Override
    public String toString() {
        return ranges().toString();
    }

    private static long exclusiveEnd(AddressRange range) {
        return range.end() == -1L ? -1L : range.end() + 1;
    }
}

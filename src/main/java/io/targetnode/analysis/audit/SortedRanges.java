package io.targetnode.analysis.audit;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;

/** The union of ranges: ascending, disjoint, adjacent ones joined. Queries take O(log n). */
record SortedRanges(List<AddressRange> ranges) {

    static SortedRanges of(List<AddressRange> ranges) {
        return new SortedRanges(AddressRange.joined(ranges));
    }

    boolean overlaps(AddressRange range) {
        int first = firstEndingAtOrAbove(range.start());
        return first < ranges.size() && ranges.get(first).overlaps(range);
    }

    boolean covers(AddressRange range) {
        int first = firstEndingAtOrAbove(range.start());
        return first < ranges.size()
                && ranges.get(first).contains(range.start())
                && ranges.get(first).contains(range.end());
    }

    /** The parts of a range that the union does not hold, ascending. */
    List<AddressRange> gapsIn(AddressRange range) {
        List<AddressRange> gaps = new ArrayList<>();
        long at = range.start();
        for (int i = firstEndingAtOrAbove(range.start());
                i < ranges.size() && ranges.get(i).overlaps(range);
                i++) {
            AddressRange held = ranges.get(i);
            if (Address.below(at, held.start())) {
                gaps.add(new AddressRange(at, held.start() - 1));
            }
            if (!Address.below(held.end(), range.end())) {
                return gaps;
            }
            at = held.end() + 1;
        }
        gaps.add(new AddressRange(at, range.end()));
        return gaps;
    }

    private int firstEndingAtOrAbove(long address) {
        int from = 0;
        int to = ranges.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Address.below(ranges.get(middle).end(), address)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}

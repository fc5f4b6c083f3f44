package io.targetnode.api.segments;

import io.targetnode.memory.Address;
import io.targetnode.resolve.Segment;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * What a filter leaves of the segments of a map, ascending and disjoint. They are those of the map itself, which all requests
 * share; only one that the filter cuts is made anew, when it is its turn.
 */
final class SelectedSegments implements Iterable<Segment> {

    private final List<Segment> overlapping;
    private final SegmentFilter filter;

    private SelectedSegments(List<Segment> overlapping, SegmentFilter filter) {
        this.overlapping = overlapping;
        this.filter = filter;
    }

    /** O(log n). */
    static SelectedSegments of(List<Segment> segments, SegmentFilter filter) {
        long start = filter.covered().start();
        long end = filter.covered().end();
        int below =
                countWhile(segments, segment -> Address.below(segment.range().end(), start));
        int notAbove = countWhile(
                segments, segment -> !Address.below(end, segment.range().start()));
        return new SelectedSegments(segments.subList(below, notAbove), filter);
    }

    /** How many there are; O(n) if only those of a node are. */
    int count() {
        return filter.node().isEmpty()
                ? overlapping.size()
                : (int) overlapping.stream().filter(filter::isOfNode).count();
    }

    @Override
    public Iterator<Segment> iterator() {
        return overlapping.stream().filter(filter::isOfNode).map(filter::cut).iterator();
    }

    /** How many segments there are before the first one for which the claim does not hold; behind that it holds for none. */
    private static int countWhile(List<Segment> segments, Predicate<Segment> claim) {
        int low = 0;
        int high = segments.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (claim.test(segments.get(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

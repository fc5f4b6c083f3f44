package io.targetnode.api.segments;

import io.targetnode.api.json.HexAddress;
import io.targetnode.api.parameter.NodeNumber;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.Segment;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Selects segments by address and by node.
 *
 * @param covered segments are cut to these addresses
 * @param node only segments of this node; empty for all nodes
 */
record SegmentFilter(AddressRange covered, Optional<NodeNumber> node) {

    private static final HexAddress FIRST = new HexAddress(0);
    private static final HexAddress LAST = new HexAddress(-1L);

    /**
     * Makes a filter from query parameters.
     *
     * @throws ProblemException if {@code end} is below {@code start}
     */
    static SegmentFilter of(Optional<HexAddress> start, Optional<HexAddress> end, Optional<NodeNumber> node) {
        long first = start.orElse(FIRST).value();
        long last = end.orElse(LAST).value();
        if (Address.below(last, first)) {
            throw ProblemException.parameter(
                    "end", "%s is below start %s".formatted(Address.print(last), Address.print(first)));
        }
        return new SegmentFilter(new AddressRange(first, last), node);
    }

    /** The selected segments, ascending and disjoint. They are the objects of the list unless the filter cuts them. */
    Stream<Segment> select(List<Segment> segments) {
        int first =
                countWhile(segments, segment -> Address.below(segment.range().end(), covered.start()));
        int end = countWhile(
                segments,
                segment -> !Address.below(covered.end(), segment.range().start()));
        Stream<Segment> overlapping = segments.subList(first, end).stream();
        return node.map(wanted -> overlapping.filter(segment -> segment.targetNode() == wanted.value()))
                .orElse(overlapping)
                .map(this::cut);
    }

    private Segment cut(Segment segment) {
        AddressRange range = segment.range();
        if (covered.contains(range.start()) && covered.contains(range.end())) {
            return segment;
        }
        AddressRange part =
                new AddressRange(Address.max(range.start(), covered.start()), Address.min(range.end(), covered.end()));
        return new Segment(part, segment.targetNode(), segment.backing());
    }

    /** Number of segments before the first one for which the predicate is false. It must be false for all later segments. */
    private static int countWhile(List<Segment> segments, Predicate<Segment> predicate) {
        int low = 0;
        int high = segments.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (predicate.test(segments.get(middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

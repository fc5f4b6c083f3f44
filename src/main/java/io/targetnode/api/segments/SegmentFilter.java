package io.targetnode.api.segments;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.wire.HexAddress;
import io.targetnode.api.wire.NodeNumber;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.Segment;
import java.util.List;
import java.util.Optional;

/**
 * Which part of a map is wanted.
 *
 * @param covered segments are cut to these addresses
 * @param node only segments of this node; empty for those of every node
 */
record SegmentFilter(AddressRange covered, Optional<NodeNumber> node) {

    private static final HexAddress FIRST = new HexAddress(0);
    private static final HexAddress LAST = new HexAddress(-1L);

    /**
     * Reads the parameters of a query.
     *
     * @throws ProblemException if the end lies below the start
     */
    static SegmentFilter of(Optional<HexAddress> start, Optional<HexAddress> end, Optional<NodeNumber> node) {
        long first = start.orElse(FIRST).value();
        long last = end.orElse(LAST).value();
        if (Address.below(last, first)) {
            throw ProblemException.parameter(
                    "end", "%s lies below start %s".formatted(Address.print(last), Address.print(first)));
        }
        return new SegmentFilter(new AddressRange(first, last), node);
    }

    /** What is wanted of the segments, in their order. */
    List<Segment> of(List<Segment> segments) {
        return segments.stream()
                .filter(segment -> segment.range().overlaps(covered) && isOfNode(segment))
                .map(this::cut)
                .toList();
    }

    private boolean isOfNode(Segment segment) {
        return node.isEmpty() || node.get().value() == segment.targetNode();
    }

    private Segment cut(Segment segment) {
        AddressRange range = segment.range();
        AddressRange part =
                new AddressRange(Address.max(range.start(), covered.start()), Address.min(range.end(), covered.end()));
        return new Segment(part, segment.targetNode(), segment.backing());
    }
}

package io.targetnode.api.segments;

import io.targetnode.api.json.HexAddress;
import io.targetnode.api.parameter.NodeNumber;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.Segment;
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

    /** Whether the segment is of the node that is wanted. */
    boolean isOfNode(Segment segment) {
        return node.isEmpty() || node.get().value() == segment.targetNode();
    }

    /** The covered part of a segment that overlaps; the segment itself, if that is all of it. */
    Segment cut(Segment segment) {
        AddressRange range = segment.range();
        if (covered.contains(range.start()) && covered.contains(range.end())) {
            return segment;
        }
        AddressRange part =
                new AddressRange(Address.max(range.start(), covered.start()), Address.min(range.end(), covered.end()));
        return new Segment(part, segment.targetNode(), segment.backing());
    }
}

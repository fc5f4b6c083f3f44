package io.targetnode.api.segments;

import io.targetnode.api.json.HexAddress;
import io.targetnode.api.parameter.NodeNumber;
import java.util.Optional;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The query parameters that select a part of a map.
 *
 * @param start first address; empty for 0
 * @param end last address, inclusive; empty for 2^64-1
 * @param node empty for every node
 */
@ParameterObject
record SegmentQuery(
        @RequestParam Optional<HexAddress> start,
        @RequestParam Optional<HexAddress> end,
        @RequestParam Optional<NodeNumber> node) {

    /** @throws io.targetnode.api.problem.ProblemException if the end is below the start */
    SegmentFilter filter() {
        return SegmentFilter.of(start, end, node);
    }
}

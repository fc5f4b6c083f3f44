package io.targetnode.resolve;

import static io.targetnode.kernel.Meminfo.NUMA_NO_NODE;

import io.targetnode.memory.AddressRange;
import java.util.List;

/**
 * A range of addresses with the same target node and backing.
 *
 * @param range the addresses
 * @param targetNode {@code phys_to_target_node()}, -1 for "no node"
 * @param backing the backing of all its addresses
 */
public record Segment(AddressRange range, int targetNode, Backing backing) {

    private record Content(int targetNode, Backing backing) {

        boolean isNothing() {
            return targetNode == NUMA_NO_NODE && backing == Backing.HOLE;
        }
    }

    /** The segments of all addresses, without holes that have no node. O(n log n) in blocks and backing ranges. */
    static List<Segment> of(TargetNodeResolver resolver) {
        JoinedRanges<Content> joined = new JoinedRanges<>();
        for (AddressRange range : TargetNodeResolver.ranges(List.of(resolver))) {
            NodeAnswer answer = resolver.nodeAnswer(range.start());
            joined.add(range, new Content(answer.targetNode(), answer.backing()));
        }
        return joined.rows().stream()
                .filter(row -> !row.value().isNothing())
                .map(row -> new Segment(
                        row.range(), row.value().targetNode(), row.value().backing()))
                .toList();
    }
}

package io.targetnode.resolve;

import static io.targetnode.kernel.Meminfo.NUMA_NO_NODE;

import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;

/** All answers of a machine as disjoint ascending segments, neighbours that answer alike joined. */
final class Segments {

    private final List<Segment> segments = new ArrayList<>();

    private Segments() {}

    /** The segments at which something is: holes without node are left out. O(n log n) in blocks and backing parts. */
    static List<Segment> of(TargetNodeResolver resolver) {
        Segments segments = new Segments();
        TargetNodeResolver.ranges(List.of(resolver))
                .forEach(range -> segments.add(range, resolver.nodeAnswer(range.start())));
        return List.copyOf(segments.segments);
    }

    private void add(AddressRange range, NodeAnswer answer) {
        int node = answer.targetNode();
        Backing what = answer.backing();
        if (node == NUMA_NO_NODE && what == Backing.HOLE) {
            return;
        }
        Segment before = segments.isEmpty() ? null : segments.get(segments.size() - 1);
        if (before != null
                && before.range().end() + 1 == range.start()
                && before.targetNode() == node
                && before.backing() == what) {
            AddressRange joined = new AddressRange(before.range().start(), range.end());
            segments.set(segments.size() - 1, new Segment(joined, node, what));
        } else {
            segments.add(new Segment(range, node, what));
        }
    }
}

package io.targetnode.resolve;

import java.util.Arrays;
import java.util.Optional;

/** The form in which each bucket has one node: all segments begin at bucket starts, as in most firmware layouts. */
final class NodeGrid extends CompiledMap {

    private final Buckets buckets;
    private final int[] nodes;

    private NodeGrid(Buckets buckets, int[] nodes) {
        this.buckets = buckets;
        this.nodes = nodes;
    }

    /** Empty if there would be too many buckets. */
    static Optional<CompiledMap> fitting(Pieces segments, int[] nodes) {
        return Buckets.aligned(segments).map(buckets -> {
            int[] first = buckets.firstSegments(segments);
            return new NodeGrid(buckets, Arrays.stream(first).map(i -> nodes[i]).toArray());
        });
    }

    @Override
    int targetNode(long address) {
        return nodes[buckets.indexOf(address)];
    }

    @Override
    void targetNodes(long[] addresses, int[] targetNodes, int count) {
        for (int i = 0; i < count; i++) {
            targetNodes[i] = targetNode(addresses[i]);
        }
    }

    @Override
    int bytes() {
        return Integer.BYTES * nodes.length;
    }
}

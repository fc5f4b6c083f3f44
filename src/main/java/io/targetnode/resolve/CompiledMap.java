package io.targetnode.resolve;

/**
 * The target nodes of all addresses of a machine under one kernel and rule, in the form with the fastest look-up. Immutable.
 *
 * <p>The address space up to the last change of node is cut into buckets of equal size, a power of two. The high bits of an
 * address are the index of its bucket; the last bucket extends to the last address. The positions of the changes decide between
 * three forms, the fastest first: each bucket has one node ({@link NodeGrid}); buckets with several nodes are cut once more
 * ({@link NestedGrid}); a binary search continues within the bucket ({@link SegmentSearch}). No form has a branch that depends
 * on an address, so a processor overlaps several look-ups for addresses in any order.
 *
 * <p>Each form has its own batch loop: in a shared loop, the look-up of one address would be a virtual call.
 *
 * <p>Built in O(n) of the segments, with O(n) memory. docs/performance.md has the figures and the alternatives.
 */
abstract sealed class CompiledMap permits NodeGrid, NestedGrid, SegmentSearch {

    /**
     * Compiles segments.
     *
     * @param nodes the node of each segment
     */
    static CompiledMap of(Pieces segments, int[] nodes) {
        return NodeGrid.fitting(segments, nodes)
                .or(() -> NestedGrid.fitting(segments, nodes))
                .orElseGet(() -> SegmentSearch.of(segments, nodes));
    }

    /** {@code phys_to_target_node()}, -1 for "no node". */
    abstract int targetNode(long address);

    /**
     * The target nodes of many addresses.
     *
     * @param addresses the first {@code count} are looked up, in any order
     * @param targetNodes receives the node of each address at the same index
     */
    abstract void targetNodes(long[] addresses, int[] targetNodes, int count);

    /** Bytes of memory in use. */
    abstract int bytes();
}

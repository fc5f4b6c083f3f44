package io.targetnode.resolve;

/**
 * The target nodes of all addresses of a machine under one kernel and rule, in the form that is fastest to ask. Immutable.
 *
 * <p>An address changes its node at boundaries. Below the last one, the address space is cut into buckets of equal size, a
 * power of two: the high bits of an address are the index of its bucket, and what lies above is in the last bucket. Three forms
 * follow from how the boundaries lie, from the fastest on: each bucket has one node ({@link NodeGrid}); buckets that have
 * more are cut once more ({@link NestedGrid}); a binary search goes on within the bucket ({@link SegmentSearch}). None of them
 * has a branch that depends on an address, so a processor works on several look-ups at once, in whatever order they come.
 *
 * <p>Built in O(n) of the segments and takes O(n) memory. docs/performance.md has the figures, and what else was tried.
 */
abstract sealed class CompiledMap permits NodeGrid, NestedGrid, SegmentSearch {

    /** Only the forms. */
    CompiledMap() {}

    /**
     * The map of segments.
     *
     * @param nodes their nodes
     */
    static CompiledMap of(Pieces segments, int[] nodes) {
        return NodeGrid.fitting(segments, nodes)
                .or(() -> NestedGrid.fitting(segments, nodes))
                .orElseGet(() -> SegmentSearch.of(segments, nodes));
    }

    /** phys_to_target_node(), -1 for "no node". */
    abstract int targetNode(long address);

    /**
     * The target nodes of many addresses.
     *
     * @param addresses the first {@code count} are looked up, in any order
     * @param targetNodes gets the node of each address at its index
     */
    abstract void targetNodes(long[] addresses, int[] targetNodes, int count);

    /** Bytes that it takes. */
    abstract int bytes();
}

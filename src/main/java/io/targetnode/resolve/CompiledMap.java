package io.targetnode.resolve;

/** The target nodes of all addresses of a machine under one kernel and rule, in the form that is fastest to ask. Immutable. */
public final class CompiledMap {

    private final NodeMap nodes;

    CompiledMap(NodeMap nodes) {
        this.nodes = nodes;
    }

    /** phys_to_target_node(), -1 for "no node". */
    public int targetNode(long address) {
        return nodes.at(address);
    }

    /**
     * The target nodes of many addresses.
     *
     * @param addresses the first {@code count} are looked up, in any order; fastest if ascending
     * @param targetNodes gets the node of each address at its index
     */
    public void targetNodes(long[] addresses, int[] targetNodes, int count) {
        for (int i = 0; i < count; i++) {
            targetNodes[i] = nodes.at(addresses[i]);
        }
    }
}

package io.targetnode.resolve;

import static io.targetnode.kernel.Meminfo.NUMA_NO_NODE;

import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Memblk;
import java.util.Optional;

/**
 * The answer for one address, with the blocks that it comes from.
 *
 * @param address unsigned
 * @param targetNode {@code phys_to_target_node()}, -1 for "no node"
 * @param hotAddNode {@code memory_add_physaddr_to_nid()}
 * @param backing what is at the address
 * @param meminfo the first block of meminfo that holds the address
 * @param reservedMeminfo the first block of reserved meminfo that holds the address
 */
public record Answer(
        long address,
        int targetNode,
        int hotAddNode,
        Backing backing,
        Optional<Memblk> meminfo,
        Optional<Memblk> reservedMeminfo) {

    /** The target node under the given rule, even if another rule was requested; -1 for "no node". */
    public int targetNode(LookupRule rule) {
        return rule.choose(node(meminfo), node(reservedMeminfo));
    }

    private static int node(Optional<Memblk> block) {
        return block.map(Memblk::node).orElse(NUMA_NO_NODE);
    }
}

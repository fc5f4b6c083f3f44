package io.targetnode.analysis.regions;

import io.targetnode.kernel.Meminfo;
import io.targetnode.resolve.NodeAnswer;
import java.util.Optional;

/**
 * The node that a driver passes to kmem (kernel-rules 6.1).
 *
 * @param node -1 for none
 * @param decidedBy the function that returned it
 */
record Placement(int node, DecidedBy decidedBy) {

    /**
     * @param answer the answer for the start address
     * @param domainNode the node of the proximity domain, if it decides
     */
    static Placement of(RegionKind kind, NodeAnswer answer, Optional<Integer> domainNode) {
        if (domainNode.isPresent()) {
            return new Placement(domainNode.get(), DecidedBy.PXM_TO_NODE);
        }
        boolean fallsBack = kind == RegionKind.CXL_RAM || kind == RegionKind.CXL_OTHER;
        return answer.targetNode() == Meminfo.NUMA_NO_NODE && fallsBack
                ? new Placement(answer.hotAddNode(), DecidedBy.MEMORY_ADD_PHYSADDR_TO_NID)
                : new Placement(answer.targetNode(), DecidedBy.PHYS_TO_TARGET_NODE);
    }
}

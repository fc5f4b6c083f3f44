package io.targetnode.kernel;

import static io.targetnode.kernel.Meminfo.NUMA_NO_NODE;

/**
 * The list that {@code phys_to_target_node()} searches first (kernel-rules 2.11). The rules differ only where both lists hold
 * the address. Each {@link Behaviour} names its rule, so the rule is in this package.
 */
public enum LookupRule implements ApiNamed {
    /** Kernels without the fix search meminfo first. */
    PREFER_ONLINE("the first block of meminfo that holds the address decides, else the first one of the reserved list"),
    /** Kernels with the fix search the reserved list first. */
    PREFER_RESERVED(
            "the first block of the reserved list that holds the address decides, else the first one of meminfo");

    private final String description;

    LookupRule(String description) {
        this.description = description;
    }

    /** The node of an address, from its node in each list; {@link Meminfo#NUMA_NO_NODE} where a list does not hold it. */
    public int choose(int meminfoNode, int reservedNode) {
        int first = this == PREFER_RESERVED ? reservedNode : meminfoNode;
        int second = this == PREFER_RESERVED ? meminfoNode : reservedNode;
        return first != NUMA_NO_NODE ? first : second;
    }

    /** Describes the rule in a sentence without a full stop. */
    public String describe() {
        return description;
    }

    /** The other rule of the two. */
    public LookupRule other() {
        return this == PREFER_RESERVED ? PREFER_ONLINE : PREFER_RESERVED;
    }
}

package io.targetnode.kernel;

import static io.targetnode.kernel.Meminfo.NUMA_NO_NODE;

/**
 * How {@code phys_to_target_node()} finds the node of an address (kernel-rules 2.11). Two rules search the two lists, in
 * different orders, and differ only where both lists hold the address. Each {@link Behaviour} names one of these, so the rules
 * are in this package. A kernel without the lists has a stub instead.
 */
public enum LookupRule implements Switch {
    /** Kernels without the fix search meminfo first. */
    PREFER_ONLINE("the first block of meminfo that holds the address decides, else the first one of the reserved list"),
    /** Kernels with the fix search the reserved list first. */
    PREFER_RESERVED(
            "the first block of the reserved list that holds the address decides, else the first one of meminfo"),
    /**
     * The stub in the kernel's headers, which a kernel has without {@code CONFIG_NUMA} or {@code CONFIG_NUMA_KEEP_MEMINFO}, or on
     * an architecture without {@code numa_memblks}. It prints {@code Unknown target node for memory at 0x…, assuming node 0}.
     */
    STUB("phys_to_target_node() is a stub, which searches no list: node 0 is the answer for every address");

    /** The answer of both stubs. */
    private static final int STUB_NODE = 0;

    private final String description;

    LookupRule(String description) {
        this.description = description;
    }

    /** The node of an address, from its node in each list; {@link Meminfo#NUMA_NO_NODE} where a list does not hold it. */
    public int choose(int meminfoNode, int reservedNode) {
        if (this == STUB) {
            return STUB_NODE;
        }
        int first = this == PREFER_RESERVED ? reservedNode : meminfoNode;
        int second = this == PREFER_RESERVED ? meminfoNode : reservedNode;
        return first != NUMA_NO_NODE ? first : second;
    }

    /**
     * The node of an ACPI hot-add, {@code memory_add_physaddr_to_nid()}, from the node that meminfo gives. A kernel with the stub
     * of one function has the stub of the other.
     */
    public int chooseHotAdd(int meminfoNode) {
        return this == STUB ? STUB_NODE : meminfoNode;
    }

    /** Whether the rule searches the two lists. */
    public boolean searchesLists() {
        return this != STUB;
    }

    @Override
    public String describe() {
        return description;
    }

    /** The rule to compare an answer with: the other one of those that search lists; for the stub, that of the newest kernels. */
    public LookupRule other() {
        return this == PREFER_RESERVED ? PREFER_ONLINE : PREFER_RESERVED;
    }
}

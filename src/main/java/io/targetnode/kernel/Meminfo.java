package io.targetnode.kernel;

import java.util.List;

/**
 * One of the kernel's two lists, {@code numa_meminfo} or {@code numa_reserved_meminfo}. Where several blocks hold an address,
 * the first one counts.
 *
 * @param blocks in the kernel's order
 */
public record Meminfo(List<Memblk> blocks) {

    /** The kernel's "no node". */
    public static final int NUMA_NO_NODE = -1;

    public Meminfo {
        blocks = List.copyOf(blocks);
    }
}

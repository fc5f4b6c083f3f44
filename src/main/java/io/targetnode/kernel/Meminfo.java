package io.targetnode.kernel;

import io.targetnode.memory.Address;
import java.util.List;
import java.util.Optional;

/**
 * One of the kernel's two lists of blocks, in the kernel's own order. A look-up is the kernel's: the first block in list
 * order that holds the address.
 */
public final class Meminfo {

    /** The kernel's "no node". */
    public static final int NUMA_NO_NODE = -1;

    private final List<Memblk> blocks;
    /** First address of each block and last address of each block: flat, for the scan. */
    private final long[] starts;

    private final long[] ends;

    Meminfo(List<Memblk> blocks) {
        this.blocks = List.copyOf(blocks);
        this.starts = blocks.stream().mapToLong(block -> block.range().start()).toArray();
        this.ends = blocks.stream().mapToLong(block -> block.range().end()).toArray();
    }

    /** The blocks in the kernel's order. */
    public List<Memblk> blocks() {
        return blocks;
    }

    /** The first block that holds the address. */
    public Optional<Memblk> first(long address) {
        int index = indexOf(address);
        return index < 0 ? Optional.empty() : Optional.of(blocks.get(index));
    }

    /** The node of the first block that holds the address, or {@link #NUMA_NO_NODE}. */
    public int nodeOf(long address) {
        int index = indexOf(address);
        return index < 0 ? NUMA_NO_NODE : blocks.get(index).node();
    }

    private int indexOf(long address) {
        for (int i = 0; i < starts.length; i++) {
            if (!Address.below(address, starts[i]) && !Address.below(ends[i], address)) {
                return i;
            }
        }
        return -1;
    }
}

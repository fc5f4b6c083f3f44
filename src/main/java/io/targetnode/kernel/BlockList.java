package io.targetnode.kernel;

import io.targetnode.memory.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code numa_meminfo} or {@code numa_reserved_meminfo} during the boot, in the order in which the blocks were added. The
 * kernel's arrays have space for {@code NR_NODE_MEMBLKS} blocks, twice MAX_NUMNODES.
 */
final class BlockList {

    /** The outcome of an append (kernel-rules 2.5). */
    enum Appended {
        /** The block is in the list. */
        YES,
        /** The range is empty or wraps around 2^64: the kernel appends nothing and reports no error. */
        IGNORED,
        /** The list is full. */
        FULL
    }

    private final int capacity;
    private List<Block> blocks = new ArrayList<>();

    BlockList(int capacity) {
        this.capacity = capacity;
    }

    /** Appends [start, end) as {@code numa_add_memblk()} and {@code numa_add_reserved_memblk()} do. */
    Appended append(long start, long end, int node, Supplier<Origin> origin) {
        if (!Address.below(start, end)) {
            return Appended.IGNORED;
        }
        if (!hasSpace()) {
            return Appended.FULL;
        }
        blocks.add(new Block(start, end, node, origin.get()));
        return Appended.YES;
    }

    boolean hasSpace() {
        return blocks.size() < capacity;
    }

    /**
     * Appends without a capacity check, as {@code numa_move_tail_memblk()} does during clean-up (kernel-rules 7,
     * surprise 10).
     */
    void appendUnchecked(Block block) {
        blocks.add(block);
    }

    List<Block> blocks() {
        return blocks;
    }

    void replaceWith(List<Block> remaining) {
        blocks = remaining;
    }

    boolean exceedsCapacity() {
        return blocks.size() > capacity;
    }

    Meminfo toMeminfo() {
        return new Meminfo(blocks.stream().map(Block::toMemblk).toList());
    }
}

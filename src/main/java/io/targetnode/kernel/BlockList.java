package io.targetnode.kernel;

import io.targetnode.memory.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** One of the kernel's two lists while the boot runs: twice MAX_NUMNODES blocks, in the order in which they came. */
final class BlockList {

    /** What became of a range that was to be appended (kernel-rules 2.5). */
    enum Appended {
        /** It is in the list. */
        YES,
        /** Empty or wrapped around 2^64: nothing appended, and no error. */
        IGNORED,
        /** The list is full. */
        NO_ROOM
    }

    private final int capacity;
    private List<Block> blocks = new ArrayList<>();

    BlockList(int capacity) {
        this.capacity = capacity;
    }

    /** Appends [start, end) by the kernel's rules; the origin is asked for only if there is something to append. */
    Appended append(long start, long end, int node, Supplier<Origin> origin) {
        if (!Address.below(start, end)) {
            return Appended.IGNORED;
        }
        if (!hasRoom()) {
            return Appended.NO_ROOM;
        }
        blocks.add(new Block(start, end, node, origin.get()));
        return Appended.YES;
    }

    boolean hasRoom() {
        return blocks.size() < capacity;
    }

    /** Appends without the capacity check that the kernel forgets when clean-up moves blocks (kernel-rules 7, surprise 10). */
    void take(Block block) {
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

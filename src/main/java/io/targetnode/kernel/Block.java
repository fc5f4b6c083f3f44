package io.targetnode.kernel;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;

/** A {@code numa_memblk} during the boot: a mutable range with the history of its changes. */
final class Block {

    private final int node;
    private final Origin origin;
    private final List<BlockChange> changes = new ArrayList<>(2);
    private long start;
    /** Exclusive. */
    private long end;

    /** A block of [start, end); not empty. */
    Block(long start, long end, int node, Origin origin) {
        this.start = start;
        this.end = end;
        this.node = node;
        this.origin = origin;
    }

    long start() {
        return start;
    }

    /** Exclusive. */
    long end() {
        return end;
    }

    int node() {
        return node;
    }

    Origin origin() {
        return origin;
    }

    boolean contains(long address) {
        return !Address.below(address, start) && Address.below(address, end);
    }

    /** Whether the block and [from, to) share an address; adjacent ranges do not. */
    boolean overlaps(long from, long to) {
        return Address.below(from, end) && Address.below(start, to);
    }

    boolean overlaps(Block other) {
        return overlaps(other.start, other.end);
    }

    AddressRange range() {
        return new AddressRange(start, end - 1);
    }

    void note(BlockChange change) {
        changes.add(change);
    }

    /** Moves the bounds to [newStart, newEnd). */
    void moveTo(long newStart, long newEnd) {
        start = newStart;
        end = newEnd;
    }

    /** Extends this block over another block of the same node and over the hole between them. */
    void absorb(Block other) {
        AddressRange before = range();
        moveTo(Address.min(start, other.start), Address.max(end, other.end));
        note(new BlockChange.Joined(before, other.toMemblk(), range()));
    }

    Memblk toMemblk() {
        return new Memblk(range(), node, origin, changes);
    }
}

package io.targetnode.kernel;

import io.targetnode.memory.AddressRange;
import java.util.List;

/**
 * One {@code numa_memblk}: a range of physical addresses that belongs to a node, with its history.
 *
 * @param range the addresses, ends inclusive
 * @param node the node, from 0
 * @param origin the entry or range that described it
 * @param changes its changes since, in order
 */
public record Memblk(AddressRange range, int node, Origin origin, List<BlockChange> changes) {

    public Memblk {
        changes = List.copyOf(changes);
    }
}

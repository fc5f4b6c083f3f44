package io.targetnode.kernel;

import io.targetnode.memory.AddressRange;
import java.util.List;

/**
 * One memblk: a range of physical addresses that belongs to a node, with its story.
 *
 * @param range the addresses, ends inclusive
 * @param node the node, from 0
 * @param origin where it came from
 * @param changes what became of it since, in order
 */
public record Memblk(AddressRange range, int node, Origin origin, List<BlockChange> changes) {

    public Memblk {
        changes = List.copyOf(changes);
    }
}

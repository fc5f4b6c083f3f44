package io.targetnode.capture;

import io.targetnode.memory.AddressRange;

/**
 * Adjacent memory blocks that are online on one node.
 *
 * @param range whole memory blocks, both ends inclusive; it may include addresses without memory
 * @param node the node that they are linked to
 */
public record OnlineMemory(AddressRange range, int node) {}

package io.targetnode.capture;

import io.targetnode.memory.AddressRange;

/**
 * Memory that is online on one node.
 *
 * @param range whole memory blocks, both ends inclusive
 * @param node the node
 */
public record OnlineRange(AddressRange range, int node) {}

package io.targetnode.topology.evidence;

import io.targetnode.memory.AddressRange;

/**
 * Memory blocks in a row that are online on one node.
 *
 * @param range whole memory blocks, so it may reach over what is no memory
 * @param node the node that they are linked to
 */
public record OnlineMemory(AddressRange range, int node) {}

package io.targetnode.resolve;

import io.targetnode.memory.AddressRange;

/**
 * Addresses that are all answered alike.
 *
 * @param range the addresses
 * @param targetNode phys_to_target_node(), -1 for "no node"
 * @param backing what is there
 */
public record Segment(AddressRange range, int targetNode, Backing backing) {}

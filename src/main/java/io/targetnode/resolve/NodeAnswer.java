package io.targetnode.resolve;

/**
 * The answer for an address without the address and its blocks. Many addresses share one instance.
 *
 * @param targetNode {@code phys_to_target_node()}, -1 for "no node"
 * @param hotAddNode {@code memory_add_physaddr_to_nid()}
 * @param backing what is at the address
 */
public record NodeAnswer(int targetNode, int hotAddNode, Backing backing) {}

package io.targetnode.resolve;

/**
 * What is answered for an address, without the address and the blocks: many addresses share it.
 *
 * @param targetNode {@code phys_to_target_node()}, -1 for "no node"
 * @param hotAddNode {@code memory_add_physaddr_to_nid()}
 * @param backing what is at the address
 */
public record NodeAnswer(int targetNode, int hotAddNode, Backing backing) {}

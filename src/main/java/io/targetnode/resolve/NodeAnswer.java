package io.targetnode.resolve;

/**
 * What is answered for an address, without the reasons: the same for many addresses.
 *
 * @param targetNode phys_to_target_node(), -1 for "no node"
 * @param hotAddNode memory_add_physaddr_to_nid()
 * @param backing what is there
 */
public record NodeAnswer(int targetNode, int hotAddNode, Backing backing) {}

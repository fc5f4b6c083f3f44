package io.targetnode.resolve;

import io.targetnode.kernel.Memblk;
import java.util.Optional;

/**
 * The answer for one address.
 *
 * @param address unsigned
 * @param targetNode phys_to_target_node(), -1 for "no node"
 * @param hotAddNode memory_add_physaddr_to_nid()
 * @param meminfo the first block of meminfo that holds the address
 * @param reservedMeminfo the first block of the reserved list that holds the address
 */
public record Answer(
        long address, int targetNode, int hotAddNode, Optional<Memblk> meminfo, Optional<Memblk> reservedMeminfo) {}

package io.targetnode.analysis.nodes;

import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.Backing;

/**
 * A block of one of the kernel's two lists.
 *
 * @param range the addresses
 * @param reserved whether it is in {@code numa_reserved_meminfo}, and not in {@code numa_meminfo}
 * @param backing what is at its first address; RAM for a block of {@code numa_meminfo}
 */
public record NodeRange(AddressRange range, boolean reserved, Backing backing) {}

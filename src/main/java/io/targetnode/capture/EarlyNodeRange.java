package io.targetnode.capture;

import io.targetnode.memory.AddressRange;

/**
 * A line of {@code Early memory node ranges}: RAM, and the node that the kernel gave it.
 *
 * @param range both ends inclusive, whole pages
 * @param node as printed; RAM that no table covers has -1 or MAX_NUMNODES, depending on the release
 */
public record EarlyNodeRange(AddressRange range, int node) {}

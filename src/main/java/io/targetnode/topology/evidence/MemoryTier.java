package io.targetnode.topology.evidence;

import java.util.List;

/**
 * A memory tier.
 *
 * @param tier the number of the tier; a smaller number is a faster tier
 * @param nodes ascending
 */
public record MemoryTier(int tier, List<Integer> nodes) {

    public MemoryTier {
        nodes = List.copyOf(nodes);
    }
}

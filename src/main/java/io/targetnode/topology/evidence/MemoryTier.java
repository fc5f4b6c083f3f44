package io.targetnode.topology.evidence;

import java.util.List;

/**
 * A memory tier.
 *
 * @param tier its number: the smaller, the faster
 * @param nodes ascending
 */
public record MemoryTier(int tier, List<Integer> nodes) {

    public MemoryTier {
        nodes = List.copyOf(nodes);
    }
}

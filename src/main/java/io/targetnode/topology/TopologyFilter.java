package io.targetnode.topology;

import io.targetnode.kernel.Architecture;
import java.util.Map;
import java.util.Optional;

/**
 * Selects the topologies of a list.
 *
 * @param prefix the prefix of the names; empty for all
 * @param labels labels that a topology must have, with these values
 * @param architecture the architecture of the machine; empty for all
 */
public record TopologyFilter(String prefix, Map<String, String> labels, Optional<Architecture> architecture) {

    /** Selects all topologies. */
    public static final TopologyFilter ALL = new TopologyFilter("", Map.of());

    /** Selects machines of any architecture. */
    public TopologyFilter(String prefix, Map<String, String> labels) {
        this(prefix, labels, Optional.empty());
    }

    public TopologyFilter {
        labels = Map.copyOf(labels);
    }
}

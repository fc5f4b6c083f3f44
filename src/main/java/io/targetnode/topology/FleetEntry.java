package io.targetnode.topology;

import java.util.Map;
import java.util.Optional;

/**
 * A stored topology and its judgement.
 *
 * @param labels the labels of the current revision
 * @param judged the judgement of the current revision by the current rules; empty if it has none
 * @param damaged whether it has none because the stored revision cannot be read
 */
public record FleetEntry(
        TopologyName name, Map<String, String> labels, Optional<JudgedTopology> judged, boolean damaged) {

    public FleetEntry {
        labels = Map.copyOf(labels);
    }
}

package io.targetnode.topology;

import java.util.Map;
import java.util.Optional;

/**
 * Selects the topologies of an audit of the fleet.
 *
 * @param prefix the prefix of the names; empty for all
 * @param labels labels that a topology must have, with these values
 * @param verdict the name of the verdict in the API; empty for all
 */
public record FleetFilter(String prefix, Map<String, String> labels, Optional<String> verdict) {

    /** Selects all topologies. */
    public static final FleetFilter ALL = new FleetFilter("", Map.of(), Optional.empty());

    public FleetFilter {
        labels = Map.copyOf(labels);
    }

    /** Whether a topology has the labels, whatever its name and its verdict. */
    boolean selects(FleetEntry entry) {
        for (Map.Entry<String, String> label : labels.entrySet()) {
            if (!label.getValue().equals(entry.labels().get(label.getKey()))) {
                return false;
            }
        }
        return true;
    }

    /** Whether a judgement has the verdict. */
    boolean selects(StoredJudgement judgement) {
        return verdict.isEmpty() || verdict.get().equals(judgement.verdict());
    }
}

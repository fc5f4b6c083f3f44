package io.targetnode.api.diff;

import io.targetnode.api.parameter.RevisionNumber;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.ReplayedTopology;
import io.targetnode.topology.service.TopologyService;
import java.util.Optional;

/**
 * The two revisions that are compared.
 *
 * @param from the one, usually the older
 * @param to the other
 */
record RevisionPair(ReplayedTopology from, ReplayedTopology to) {

    /**
     * Finds both.
     *
     * @param from empty for the one before {@code to}
     * @param to empty for the current one
     * @throws ProblemException if there is none before {@code to}
     */
    static RevisionPair of(
            TopologyService topologies, TopologyName name, Optional<RevisionNumber> from, Optional<RevisionNumber> to) {
        ReplayedTopology after = topologies.get(name, to.map(RevisionNumber::value));
        int before = from.map(RevisionNumber::value)
                .orElseGet(() -> before(after.topology().revision()));
        return new RevisionPair(topologies.get(name, Optional.of(before)), after);
    }

    private static int before(int revision) {
        if (revision == 1) {
            throw ProblemException.parameter("from", "is required here: there is no revision before 1");
        }
        return revision - 1;
    }
}

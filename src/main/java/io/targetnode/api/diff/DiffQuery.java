package io.targetnode.api.diff;

import io.targetnode.analysis.TopologyDiff;
import io.targetnode.api.parameter.KernelColumns;
import io.targetnode.api.parameter.RevisionNumber;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.ReplayedTopology;
import io.targetnode.topology.service.TopologyService;
import java.util.List;
import java.util.Optional;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The query parameters of a diff.
 *
 * @param from empty for the revision before {@code to}, or for {@code to} itself if it is revision 1
 * @param to empty for the current revision
 * @param kernel the kernels, one column each; empty for one column, in which each revision uses its machine's own kernel
 * @param rule empty for the rule of each kernel
 */
@ParameterObject
record DiffQuery(
        @RequestParam Optional<RevisionNumber> from,
        @RequestParam Optional<RevisionNumber> to,
        @RequestParam Optional<List<KernelRelease>> kernel,
        @RequestParam Optional<LookupRule> rule) {

    /** @throws io.targetnode.api.problem.ProblemException if the kernels are too many or repeated */
    TopologyDiff diff(TopologyService topologies, TopologyName name) {
        ReplayedTopology after = topologies.get(name, to.map(RevisionNumber::value));
        int before = from.map(RevisionNumber::value)
                .orElseGet(() -> Math.max(1, after.topology().revision() - 1));
        return TopologyDiff.between(
                topologies.get(name, Optional.of(before)),
                after,
                KernelColumns.require(kernel.orElse(List.of())),
                rule);
    }
}

package io.targetnode.api.parameter;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.TopologyService;
import java.util.Optional;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The query parameters that all views of a topology share.
 *
 * @param revision empty for the current revision
 * @param kernel empty for the topology's own kernel
 * @param rule empty for the kernel's own look-up rule
 */
@ParameterObject
public record ViewQuery(
        @RequestParam Optional<RevisionNumber> revision,
        @RequestParam Optional<KernelRelease> kernel,
        @RequestParam Optional<LookupRule> rule) {

    /**
     * The topology under the kernel and rule of this query.
     *
     * @throws io.targetnode.topology.UnknownTopologyException if no topology of that name is stored
     * @throws io.targetnode.topology.UnknownRevisionException if the revision is not stored
     */
    public KernelView view(TopologyService topologies, TopologyName name) {
        return topologies.get(name, revision.map(RevisionNumber::value)).under(kernel, rule);
    }
}

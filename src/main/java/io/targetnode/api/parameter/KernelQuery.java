package io.targetnode.api.parameter;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.ReplayedTopology;
import java.util.Optional;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The query parameters that the views of an upload share. An upload that is not stored has no revisions.
 *
 * @param kernel empty for the machine's own kernel
 * @param rule empty for the kernel's own look-up rule
 */
@ParameterObject
public record KernelQuery(
        @RequestParam Optional<KernelRelease> kernel,
        @RequestParam Optional<LookupRule> rule) {

    /** The upload under the kernel and rule of this query. */
    public KernelView view(ReplayedTopology replayed) {
        return replayed.under(kernel, rule);
    }
}

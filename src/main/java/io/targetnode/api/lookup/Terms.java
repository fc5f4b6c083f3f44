package io.targetnode.api.lookup;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import java.util.Optional;

/**
 * Under which kernel and rule a client asks, as it wrote them down.
 *
 * @param kernel a release; empty for the topology's own
 * @param rule name of a rule; empty for the kernel's own
 */
record Terms(String kernel, String rule) {

    static Terms of(Optional<KernelRelease> kernel, Optional<LookupRule> rule) {
        return new Terms(
                kernel.map(KernelRelease::text).orElse(""),
                rule.map(LookupRule::apiName).orElse(""));
    }
}

package io.targetnode.topology;

import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import java.util.List;
import java.util.Optional;

/**
 * A machine as the upload describes it: the inputs of its boot, and the assumptions that replace missing inputs.
 *
 * @param inputs the inputs of the boot
 * @param kernel the release that it runs; empty if the upload does not state one
 * @param rule the look-up rule of this kernel, if the host's files show it and the release does not; empty for the usual rule of
 *     the release
 * @param assumptions the assumptions; empty if the replay is exact
 * @param warnings warnings about the upload, in sentences
 */
public record Machine(
        BootInputs inputs,
        Optional<KernelRelease> kernel,
        Optional<LookupRule> rule,
        List<Assumption> assumptions,
        List<String> warnings) {

    /** A machine whose kernel has the look-up rule of its release. */
    public Machine(
            BootInputs inputs, Optional<KernelRelease> kernel, List<Assumption> assumptions, List<String> warnings) {
        this(inputs, kernel, Optional.empty(), assumptions, warnings);
    }

    public Machine {
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }

    /**
     * The look-up rule of this machine under a release, if the host's files show it and the release does not.
     *
     * @param release the requested release; empty for the machine's own
     */
    public Optional<LookupRule> ruleUnder(Optional<KernelRelease> release) {
        boolean own =
                release.isEmpty() || kernel.filter(release.get()::isSameAs).isPresent();
        return own ? rule : Optional.empty();
    }

    /** Whether there are no assumptions. */
    public boolean isExact() {
        return assumptions.isEmpty();
    }
}

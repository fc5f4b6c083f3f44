package io.targetnode.topology;

import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import java.util.List;
import java.util.Optional;

/**
 * A machine as far as it is known: what its boot depends on, and what had to be assumed.
 *
 * @param inputs what a boot depends on
 * @param kernel the release that it runs, if anything says so
 * @param assumptions what was not uploaded and is assumed; empty if the replay is exact
 * @param warnings what a person should know about the upload, in sentences
 */
public record Machine(
        BootInputs inputs, Optional<KernelRelease> kernel, List<Assumption> assumptions, List<String> warnings) {

    public Machine {
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }

    /** Whether nothing had to be assumed. */
    public boolean isExact() {
        return assumptions.isEmpty();
    }
}

package io.targetnode.topology;

import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import java.util.List;
import java.util.Optional;

/**
 * A machine as the upload describes it: the inputs of its boot, and the assumptions that replace missing inputs.
 *
 * @param inputs the inputs of the boot
 * @param kernel the release that it runs; empty if the upload does not state one
 * @param assumptions the assumptions; empty if the replay is exact
 * @param warnings warnings about the upload, in sentences
 */
public record Machine(
        BootInputs inputs, Optional<KernelRelease> kernel, List<Assumption> assumptions, List<String> warnings) {

    public Machine {
        assumptions = List.copyOf(assumptions);
        warnings = List.copyOf(warnings);
    }

    /** Whether there are no assumptions. */
    public boolean isExact() {
        return assumptions.isEmpty();
    }
}

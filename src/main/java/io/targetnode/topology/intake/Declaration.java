package io.targetnode.topology.intake;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.NumaOption;
import java.util.Optional;

/**
 * What a client says of a machine besides its memory.
 *
 * @param kernel the release that it runs
 * @param commandLine its kernel's command line
 * @param maxNodes MAX_NUMNODES of its kernel's configuration
 */
public record Declaration(Optional<KernelRelease> kernel, Optional<String> commandLine, int maxNodes) {

    /** @throws io.targetnode.kernel.NotModelledException for an option that the replay does not model */
    NumaOption numa() {
        return NumaOption.of(commandLine.orElse(""));
    }
}

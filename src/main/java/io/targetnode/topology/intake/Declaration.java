package io.targetnode.topology.intake;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.NumaOption;
import java.util.Optional;

/**
 * Facts about a kernel that a client declares.
 *
 * @param kernel its release
 * @param commandLine its command line
 * @param maxNodes MAX_NUMNODES of its configuration
 */
public record Declaration(Optional<KernelRelease> kernel, Optional<String> commandLine, int maxNodes) {

    /** @throws io.targetnode.kernel.NotModelledException for an option that the replay does not model */
    NumaOption numa() {
        return NumaOption.of(commandLine.orElse(""));
    }
}

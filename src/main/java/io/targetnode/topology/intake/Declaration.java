package io.targetnode.topology.intake;

import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.NumaOption;
import io.targetnode.kernel.Platform;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Facts about a kernel that a client declares.
 *
 * @param kernel its release
 * @param commandLine its command line
 * @param maxNodes MAX_NUMNODES of its configuration; empty for the usual one
 * @param architecture the architecture of the machine
 * @param pageBytes the page size of the kernel
 */
public record Declaration(
        Optional<KernelRelease> kernel,
        Optional<String> commandLine,
        OptionalInt maxNodes,
        Optional<Architecture> architecture,
        OptionalInt pageBytes) {

    /** A client that declares nothing. */
    public static final Declaration NOTHING =
            new Declaration(Optional.empty(), Optional.empty(), OptionalInt.empty(), Optional.empty());

    /** A kernel of which the architecture is not declared. */
    public Declaration(Optional<KernelRelease> kernel, Optional<String> commandLine, int maxNodes) {
        this(kernel, commandLine, OptionalInt.of(maxNodes), Optional.empty());
    }

    /** A kernel of which the page size is not declared. */
    public Declaration(
            Optional<KernelRelease> kernel,
            Optional<String> commandLine,
            OptionalInt maxNodes,
            Optional<Architecture> architecture) {
        this(kernel, commandLine, maxNodes, architecture, OptionalInt.empty());
    }

    /** The declaration with the facts that files show where it is silent. */
    Declaration with(Optional<KernelRelease> knownKernel, Optional<String> knownCommandLine) {
        return new Declaration(knownKernel, knownCommandLine, maxNodes, architecture, pageBytes);
    }

    /** The architecture that is declared, or that the name of the kernel states; else x86-64. */
    public Architecture architectureOrUsual() {
        return architecture.or(() -> kernel.flatMap(Architecture::statedBy)).orElse(Architecture.X86_64);
    }

    /** MAX_NUMNODES, the usual one of the platform if it is not declared. */
    int maxNodesOn(Platform platform, Optional<KernelRelease> knownKernel) {
        return maxNodes.orElseGet(() -> platform.usualMaxNodes(knownKernel));
    }

    /** @throws io.targetnode.kernel.NotModelledException for an option that the replay does not model */
    NumaOption numa() {
        return NumaOption.of(commandLine.orElse(""));
    }
}

package io.targetnode.topology.intake;

import io.targetnode.capture.BootLog;
import io.targetnode.kernel.Distributor;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.ReleaseRange;
import io.targetnode.topology.Assumption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Assumptions about a kernel whose command line or release is not known. */
final class DeclarationAssumptions {

    private DeclarationAssumptions() {}

    /** @throws io.targetnode.kernel.UnknownKernelException if the release is older than every known one */
    static List<Assumption> of(Declaration declaration) {
        List<Assumption> assumptions = new ArrayList<>();
        if (declaration.commandLine().isEmpty()) {
            assumptions.add(new Assumption(
                    "The kernel's command line has neither numa=off nor numa=noacpi.",
                    "Upload dmesg, or declare commandLine as cat /proc/cmdline prints it."));
        }
        declaration
                .kernel()
                .ifPresentOrElse(
                        kernel -> assumptions.addAll(of(kernel)),
                        () -> assumptions.add(new Assumption(
                                "The machine runs the newest known kernel, %s.".formatted(KernelTable.NEWEST),
                                "Upload dmesg from its first line, or declare kernel as uname -r prints it.")));
        return assumptions;
    }

    /**
     * The assumption that a kernel is the upstream release that its name states, although the compiler in the log's first line is that of a
     * distributor whose builds of this release behave differently.
     */
    static Optional<Assumption> ofCompiler(BootLog log) {
        Optional<Distributor> distributor = log.build().distributor();
        Optional<KernelRelease> kernel = log.kernel();
        List<ReleaseRange> builds =
                distributor.flatMap(known -> kernel.map(known::otherBuilds)).orElse(List.of());
        return builds.isEmpty()
                ? Optional.empty()
                : Optional.of(new Assumption(
                        "Kernel %s is treated as the upstream release. The compiler in the log's first line is that of %s, whose builds of this release differ from it or may do so: %s."
                                .formatted(
                                        kernel.orElseThrow(),
                                        distributor.orElseThrow().compiler(),
                                        builds.stream()
                                                .map(DeclarationAssumptions::describe)
                                                .collect(Collectors.joining("; "))),
                        "If the kernel was made from such a build, declare kernel with the name of the build."));
    }

    private static String describe(ReleaseRange builds) {
        String names = builds.from().equals(builds.to())
                ? builds.from()
                : (builds.from() + " to " + builds.to()).replace(" to later", " and later");
        return "%s behave like %s%s"
                .formatted(
                        names,
                        builds.behaviour().id(),
                        builds.lookupKnown() ? "" : ", with a look-up rule that is not known");
    }

    private static List<Assumption> of(KernelRelease kernel) {
        List<Assumption> assumptions = new ArrayList<>();
        ReleaseRange range = KernelTable.rangeOf(kernel);
        if (range.basis() == ReleaseRange.Basis.NEAREST) {
            assumptions.add(new Assumption(
                    "Kernel %s behaves like %s, the nearest known behaviour. %s"
                            .formatted(kernel, range.behaviour().id(), range.note()),
                    "No upload replaces this assumption. Choose a rule to override its look-up rule."));
        }
        if (kernel.hidesStableLevel() && range.byVersion()) {
            assumptions.add(
                    new Assumption(
                            "Kernel %s is treated as %s: the release name of the distribution does not show the stable level."
                                    .formatted(kernel, kernel.version()),
                            "Upload dmesg, whose first line may show the stable level, or declare the upstream release as kernel."));
        }
        return assumptions;
    }
}

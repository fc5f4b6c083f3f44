package io.targetnode.topology.intake;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.ReleaseRange;
import io.targetnode.topology.Assumption;
import java.util.ArrayList;
import java.util.List;

/** Assumptions about a kernel whose command line or release is not known. */
final class DeclarationAssumptions {

    private DeclarationAssumptions() {}

    /** @throws io.targetnode.kernel.UnknownKernelException if the release is older than every known one */
    static List<Assumption> of(Declaration declaration) {
        List<Assumption> assumptions = new ArrayList<>();
        if (declaration.commandLine().isEmpty()) {
            assumptions.add(new Assumption(
                    "The kernel's command line has neither numa=off nor numa=noacpi.",
                    "Upload dmesg, or state commandLine."));
        }
        declaration
                .kernel()
                .ifPresentOrElse(
                        kernel -> assumptions.addAll(of(kernel)),
                        () -> assumptions.add(new Assumption(
                                "The machine runs the newest kernel that is known, %s.".formatted(KernelTable.NEWEST),
                                "Upload dmesg, or state kernel as uname -r prints it.")));
        return assumptions;
    }

    private static List<Assumption> of(KernelRelease kernel) {
        List<Assumption> assumptions = new ArrayList<>();
        ReleaseRange range = KernelTable.rangeOf(kernel);
        if (range.basis() == ReleaseRange.Basis.NEAREST) {
            assumptions.add(new Assumption(
                    "Kernel %s behaves as %s, the nearest one that is known. %s"
                            .formatted(kernel, range.behaviour().id(), range.note()),
                    "Nothing: nobody has read this release. The rule can be set with rule=."));
        }
        if (kernel.hidesStableLevel()) {
            assumptions.add(new Assumption(
                    "Kernel %s is %s: a distribution's name that does not tell the stable level."
                            .formatted(kernel, kernel.version()),
                    "Upload dmesg, whose first line may tell it, or state the upstream release as kernel."));
        }
        return assumptions;
    }
}

package io.targetnode.topology;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.ReleaseRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What has to be assumed about a machine's kernel. */
final class KernelAssumptions {

    private KernelAssumptions() {}

    /** @throws io.targetnode.kernel.UnknownKernelException if the release is older than all that is known */
    static List<Assumption> of(Optional<KernelRelease> kernel) {
        if (kernel.isEmpty()) {
            return List.of(new Assumption(
                    "The machine runs the newest kernel that is known, %s.".formatted(KernelTable.NEWEST),
                    "Upload dmesg, or state kernel as uname -r prints it."));
        }
        List<Assumption> assumptions = new ArrayList<>();
        ReleaseRange range = KernelTable.rangeOf(kernel.get());
        if (range.basis() == ReleaseRange.Basis.NEAREST) {
            assumptions.add(new Assumption(
                    "Kernel %s behaves as %s, the nearest one that is known. %s"
                            .formatted(kernel.get(), range.behaviour().id(), range.note()),
                    "Nothing: nobody has read this release. The rule can be set with rule=."));
        }
        if (kernel.get().hidesStableLevel()) {
            assumptions.add(new Assumption(
                    "Kernel %s is %s: a distribution's name that does not tell the stable level."
                            .formatted(kernel.get(), kernel.get().version()),
                    "Upload dmesg, whose first line may tell it, or state the upstream release as kernel."));
        }
        return assumptions;
    }
}

package io.targetnode.topology.service;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.ReleaseRange;
import io.targetnode.topology.Machine;
import java.util.Optional;

/**
 * The kernel that a topology is replayed for: its release, its range of releases, and the look-up rule.
 *
 * @param kernel the release
 * @param range the range of releases that it falls into
 * @param rule the requested rule, else that of the kernel on this machine
 */
public record KernelChoice(KernelRelease kernel, ReleaseRange range, LookupRule rule) {

    /**
     * The requested release, else the machine's own, else the newest known release.
     *
     * @throws io.targetnode.kernel.UnknownKernelException if the release is older than every known release
     */
    static KernelChoice of(Machine machine, Optional<KernelRelease> kernel, Optional<LookupRule> rule) {
        KernelRelease release = kernel.or(machine::kernel).orElse(KernelTable.NEWEST);
        ReleaseRange range = KernelTable.rangeOf(release);
        LookupRule chosen = rule.or(() -> machine.ruleUnder(kernel))
                .orElse(range.behaviour().rule());
        return new KernelChoice(release, range, chosen);
    }
}

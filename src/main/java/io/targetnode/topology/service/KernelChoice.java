package io.targetnode.topology.service;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.ReleaseRange;
import io.targetnode.topology.Machine;
import java.util.Optional;

/**
 * The kernel that answers: which release, what is known of it, and the look-up rule.
 *
 * @param kernel the release
 * @param range the range of releases that it falls into
 * @param rule its own rule, or the one that was asked for
 */
public record KernelChoice(KernelRelease kernel, ReleaseRange range, LookupRule rule) {

    /**
     * The release asked for, else the machine's own, else the newest that is known.
     *
     * @throws io.targetnode.kernel.UnknownKernelException if the release is older than all that is known
     */
    static KernelChoice of(Machine machine, Optional<KernelRelease> kernel, Optional<LookupRule> rule) {
        KernelRelease release = kernel.or(machine::kernel).orElse(KernelTable.NEWEST);
        ReleaseRange range = KernelTable.rangeOf(release);
        return new KernelChoice(release, range, rule.orElse(range.behaviour().rule()));
    }
}

package io.targetnode.topology.service;

import io.targetnode.kernel.Architecture;
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
 * @param usualRule the rule of the release on the architecture of this machine
 * @param lookupKnown whether the rule was requested, or is known to be that of the kernel
 */
public record KernelChoice(
        KernelRelease kernel, ReleaseRange range, LookupRule rule, LookupRule usualRule, boolean lookupKnown) {

    /** The rule for people: with the other rule if the kernel may have that one instead. */
    public String ruleText() {
        return lookupKnown
                ? rule.apiName()
                : "%s (perhaps %s)".formatted(rule.apiName(), rule.other().apiName());
    }

    /**
     * The requested release, else the machine's own, else the newest known release.
     *
     * @throws io.targetnode.kernel.UnknownKernelException if the release is older than every known release
     */
    static KernelChoice of(Machine machine, Optional<KernelRelease> kernel, Optional<LookupRule> rule) {
        KernelRelease release = kernel.or(machine::kernel).orElse(KernelTable.NEWEST);
        ReleaseRange range = KernelTable.rangeOf(release);
        Architecture architecture = machine.inputs().platform().architecture();
        LookupRule usual = architecture.ruleOf(release, range.behaviour());
        Optional<LookupRule> known = rule.or(() -> machine.ruleUnder(kernel));
        boolean lookupKnown = known.isPresent() || range.lookupKnown() || !architecture.hasLists(release);
        return new KernelChoice(release, range, known.orElse(usual), usual, lookupKnown);
    }
}

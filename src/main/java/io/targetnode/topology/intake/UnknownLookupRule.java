package io.targetnode.topology.intake;

import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.ReleaseRange;
import io.targetnode.resolve.Answer;
import io.targetnode.resolve.Backing;
import io.targetnode.resolve.BackingRanges;
import io.targetnode.resolve.TargetNodeResolver;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.Machine;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.LoggedBoot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The look-up rule of a distribution's build that may or may not have the fix. If the two rules give different nodes on this
 * machine, the nodes that its kernel gave to CXL memory show the rule.
 */
final class UnknownLookupRule {

    /** A node that the kernel gave to an address, and the replay's answer for this address. */
    private record ObservedNode(int node, Answer answer) {

        boolean isDecisive() {
            return answer.targetNode(LookupRule.PREFER_ONLINE) != answer.targetNode(LookupRule.PREFER_RESERVED);
        }

        boolean isExplainedBy(LookupRule rule) {
            return node == answer.targetNode(rule);
        }
    }

    private UnknownLookupRule() {}

    /** The machine with the rule that its running kernel showed, or with an assumption if the rule matters and nothing shows it. */
    static Machine settled(Machine machine, Evidence evidence) {
        Optional<ReleaseRange> open = machine.kernel()
                .filter(machine.inputs().platform().architecture()::hasLists)
                .map(KernelTable::rangeOf)
                .filter(range -> machine.rule().isEmpty() && !range.lookupKnown());
        return open.map(range -> settled(machine, range, evidence)).orElse(machine);
    }

    private static Machine settled(Machine machine, ReleaseRange range, Evidence evidence) {
        LookupRule usual = range.behaviour().rule();
        TargetNodeResolver resolver = new TargetNodeResolver(
                BootReplay.of(machine.inputs(), range.behaviour()),
                usual,
                BackingRanges.of(machine.inputs()),
                () -> {});
        if (!resolver.rulesDiffer()) {
            return machine;
        }
        List<ObservedNode> observed = isOf(machine, evidence) ? observed(evidence, resolver) : List.of();
        boolean usualExplains = observed.stream().allMatch(node -> node.isExplainedBy(usual));
        boolean otherExplains = observed.stream().allMatch(node -> node.isExplainedBy(usual.other()));
        if (usualExplains != otherExplains) {
            return new Machine(
                    machine.inputs(),
                    machine.kernel(),
                    Optional.of(usualExplains ? usual : usual.other()),
                    machine.nodes(),
                    machine.hotAdd(),
                    machine.assumptions(),
                    machine.warnings());
        }
        List<Assumption> assumptions = new ArrayList<>(machine.assumptions());
        assumptions.add(assumption(machine, usual));
        return new Machine(
                machine.inputs(),
                machine.kernel(),
                machine.rule(),
                machine.nodes(),
                machine.hotAdd(),
                assumptions,
                machine.warnings());
    }

    /** Whether no log shows that the evidence is of another release. */
    private static boolean isOf(Machine machine, Evidence evidence) {
        return evidence.log()
                .flatMap(LoggedBoot::kernel)
                .filter(logged -> machine.kernel().filter(logged::isSameAs).isEmpty())
                .isEmpty();
    }

    private static List<ObservedNode> observed(Evidence evidence, TargetNodeResolver resolver) {
        Stream<ObservedNode> printed = evidence.log().stream()
                .flatMap(log -> log.lookups().stream())
                .filter(lookup -> !lookup.byStub())
                .map(lookup -> new ObservedNode(lookup.node(), resolver.answer(lookup.address())));
        Stream<ObservedNode> assigned = evidence.devices().stream()
                .filter(device ->
                        device.range().isPresent() && device.targetNode().isPresent())
                .map(device -> new ObservedNode(
                        device.targetNode().getAsInt(),
                        resolver.answer(device.range().get().start())))
                // Elsewhere, a driver may take the node from HMAT or NFIT (kernel-rules 6).
                .filter(node -> node.answer.backing() == Backing.CXL_WINDOW);
        return Stream.concat(printed, assigned).filter(ObservedNode::isDecisive).toList();
    }

    private static Assumption assumption(Machine machine, LookupRule usual) {
        return new Assumption(
                "Kernel %s has the look-up rule of its upstream release, %s. It is not known whether the distribution backported the fix to this build, and the two rules give different nodes on this machine. otherRuleTargetNode is the node under the other rule."
                        .formatted(machine.kernel().orElseThrow(), usual.apiName()),
                "Upload daxctl (daxctl list) and iomem, or cxl (cxl list -vvv), after a CXL region was created: the target node shows the rule. Or choose the rule prefer-reserved or prefer-online.");
    }
}

package io.targetnode.analysis;

import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Switch;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.JoinedRanges;
import io.targetnode.resolve.TargetNodeResolver;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The changes that lead from the answers of one kernel to those of another. Each switch with different values is changed alone, one
 * after the other in the order of kernel-rules 5, and the boot is replayed after each change. A change is a reason for a difference
 * if the target node of an address differs before and after it. The last replay has the answers of the other kernel, so every
 * difference has a reason.
 */
final class ChangePath {

    /**
     * One change and the ranges on which it changes target nodes, ascending and disjoint.
     */
    private record Step(SwitchChange change, List<AddressRange> ranges) {

        /** O(log n). */
        boolean affects(AddressRange range) {
            int from = 0;
            int to = ranges.size();
            while (from < to) {
                int middle = (from + to) >>> 1;
                if (Address.below(ranges.get(middle).end(), range.start())) {
                    from = middle + 1;
                } else {
                    to = middle;
                }
            }
            return from < ranges.size() && ranges.get(from).overlaps(range);
        }
    }

    private final List<Step> steps;

    private ChangePath(List<Step> steps) {
        this.steps = steps;
    }

    /** The path from an older to a newer kernel, at most one replay for each of the eight switches. O(n log n) each. */
    static ChangePath between(KernelView older, KernelView newer) {
        List<Step> steps = new ArrayList<>();
        Architecture architecture = architecture(older);
        Behaviour behaviour = older.choice().range().behaviour();
        LookupRule rule = older.choice().rule();
        TargetNodeResolver before = older.resolver();
        for (String name : behaviour.switches().keySet()) {
            Switch value = SwitchChange.valueOf(name, newer.choice());
            if (SwitchChange.valueOf(name, older.choice()).equals(value)) {
                continue;
            }
            if (value instanceof LookupRule newRule) {
                rule = newRule;
            } else {
                behaviour = behaviour.with(value);
            }
            TargetNodeResolver after = resolver(older, behaviour, rule);
            steps.add(new Step(
                    SwitchChange.between(name, older.choice(), newer.choice(), architecture), changed(before, after)));
            before = after;
        }
        return new ChangePath(steps);
    }

    /** The changes that make a difference in a range. */
    List<SwitchChange> reasons(AddressRange range) {
        return steps.stream()
                .filter(step -> step.affects(range))
                .map(Step::change)
                .toList();
    }

    private static Architecture architecture(KernelView view) {
        return view.topology().upload().machine().inputs().platform().architecture();
    }

    private static TargetNodeResolver resolver(KernelView view, Behaviour behaviour, LookupRule rule) {
        return new TargetNodeResolver(
                BootReplay.of(view.topology().upload().machine().inputs(), behaviour),
                rule,
                view.replayed().backing(),
                () -> {});
    }

    private static List<AddressRange> changed(TargetNodeResolver before, TargetNodeResolver after) {
        return AnswerTable.rows(
                        List.of(before, after),
                        answers -> Optional.of(true)
                                .filter(any -> answers.get(0).targetNode()
                                        != answers.get(1).targetNode()))
                .stream()
                .map(JoinedRanges.Row::range)
                .toList();
    }
}

package io.targetnode.analysis.verification;

import static io.targetnode.analysis.verification.Outcome.AGREES;
import static io.targetnode.analysis.verification.Outcome.CONTRADICTS;

import io.targetnode.capture.LoggedLookup;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.LookupRule;
import io.targetnode.memory.Address;
import io.targetnode.topology.evidence.LoggedBoot;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the answers of {@code phys_to_target_node()} in the boot log with those of the replay. The line of the stub shows the
 * answer for every address (kernel-rules 2.11), so it contradicts every other rule.
 */
final class LookupCheck {

    private static final String BUILT_WITHOUT_NUMA = "CONFIG_NUMA";

    private final KernelView view;

    private LookupCheck(KernelView view) {
        this.view = view;
    }

    /** O(n log n) in the printed answers and the machine's ranges. */
    static List<Comparison> of(KernelView view, LoggedBoot log) {
        LookupCheck check = new LookupCheck(view);
        List<Comparison> comparisons = new ArrayList<>();
        if (log.withoutNuma()) {
            comparisons.add(
                    check.stub(
                            BUILT_WITHOUT_NUMA,
                            "The boot log is complete and has no line about NUMA: the kernel was built without CONFIG_NUMA and has the stub of phys_to_target_node()"));
        }
        log.lookups().forEach(answer -> comparisons.add(answer.byStub() ? check.stub(answer) : check.window(answer)));
        return comparisons;
    }

    /**
     * The lines of the replay about nodes. A kernel without NUMA does not print that it fakes a node, and one without lists does not
     * print that it joins blocks. Lines that {@link LogSection#isOptional} count only if the log has such lines.
     */
    static List<String> expectedLines(KernelView view, LoggedBoot log) {
        Architecture architecture =
                view.topology().upload().machine().inputs().platform().architecture();
        boolean withoutLists = !architecture.hasLists(view.choice().kernel());
        Set<LogSection> left = EnumSet.allOf(LogSection.class);
        left.removeIf(section ->
                section.isOptional() && log.lines().stream().noneMatch(line -> LogSection.of(line) == section));
        if (log.withoutNuma()) {
            left.remove(LogSection.FAKED_NODE);
        }
        if (withoutLists) {
            left.remove(LogSection.JOINS);
        }
        return view.boot().log().stream()
                .filter(line -> left.contains(LogSection.of(line)))
                .map(line -> CoverageLine.asLogged(line, log.lines()))
                .toList();
    }

    private Comparison stub(LoggedLookup answer) {
        String address = Address.print(answer.address());
        return stub(
                address,
                "The boot log has the line '… node for memory at %s, assuming node 0', which only the stub of phys_to_target_node() prints"
                        .formatted(address));
    }

    private Comparison stub(String about, String observation) {
        LookupRule rule = view.choice().rule();
        boolean agrees = rule == LookupRule.STUB;
        return comparison(
                        about,
                        rule.apiName(),
                        LookupRule.STUB.apiName(),
                        agrees,
                        observation
                                + (agrees
                                        ? "."
                                        : ", but the answers are those of %s: choose the rule stub."
                                                .formatted(rule.apiName())))
                .speakingFor(Optional.of(LookupRule.STUB));
    }

    private Comparison window(LoggedLookup answer) {
        DeviceNode expected = DeviceNode.targetNodeAt(answer.address(), view);
        int found = answer.node();
        boolean agrees = found == expected.node();
        String address = Address.print(answer.address());
        Comparison comparison = comparison(
                address,
                String.valueOf(expected.node()),
                String.valueOf(found),
                agrees,
                "The CXL driver printed node %s for the window at %s%s."
                        .formatted(
                                agrees ? String.valueOf(found) : "%d, not %d,".formatted(found, expected.node()),
                                address,
                                expected.remark(found, view)));
        Optional<LookupRule> onlyRule = expected.onlyRule(found);
        return onlyRule.isPresent()
                ? comparison.speakingFor(onlyRule)
                : comparison.suggesting(Conclusion.Id.OTHER_FIRMWARE);
    }

    private static Comparison comparison(String about, String expected, String found, boolean agrees, String sentence) {
        return Comparison.of(
                Subject.LOOKUP,
                about,
                Optional.of(expected),
                Optional.of(found),
                agrees ? AGREES : CONTRADICTS,
                sentence);
    }
}

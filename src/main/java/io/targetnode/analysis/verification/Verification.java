package io.targetnode.analysis.verification;

import io.targetnode.acpi.TableHeader;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The replay of a machine, compared with the evidence of its running kernel. There is one comparison for each line of the log and
 * each entry of the evidence and the replay. Each comparison takes the subjects of the others as given, so that one error is
 * reported once: memory of a device is expected on the node that the device has.
 *
 * @param view the machine and the kernel that answers
 * @param verdict the result
 * @param why sentences that say why the verdict is not a better one, and what to upload
 * @param proposedRule the other look-up rule, if it explains all contradictions
 * @param comparisons by subject and in the order of the evidence
 * @param conclusions from the contradictions
 */
public record Verification(
        KernelView view,
        Verdict verdict,
        List<String> why,
        Optional<LookupRule> proposedRule,
        List<Comparison> comparisons,
        List<Conclusion> conclusions) {

    public Verification {
        why = List.copyOf(why);
        comparisons = List.copyOf(comparisons);
        conclusions = List.copyOf(conclusions);
    }

    /** O(n log n) in the lines of the log, the entries of the evidence and the machine's ranges. */
    public static Verification of(KernelView view) {
        List<Comparison> comparisons = compare(view);
        Grounds grounds = Grounds.of(view, comparisons, rulesDiffer(view));
        return new Verification(
                view,
                grounds.verdict(),
                grounds.why(),
                Conclusions.proposedRule(view, comparisons),
                comparisons,
                Conclusions.of(view, comparisons));
    }

    private static List<Comparison> compare(KernelView view) {
        Evidence evidence = view.topology().upload().evidence();
        List<Comparison> comparisons = new ArrayList<>();
        evidence.log().ifPresent(log -> {
            comparisons.add(ReleaseCheck.of(view, log.kernel()));
            comparisons.addAll(LogCheck.of(
                    LookupCheck.expectedLines(view, log),
                    view.boot().omittedLogLines(),
                    log.lines().stream().filter(line -> !GiccCheck.reads(line)).toList(),
                    log.kernel().isEmpty(),
                    sratOfLog(view)));
            comparisons.addAll(GiccCheck.of(view, log));
        });
        comparisons.addAll(TableCheck.of(evidence));
        comparisons.addAll(WindowCheck.of(view.topology().upload().machine().inputs(), evidence.windows()));
        evidence.log().ifPresent(log -> comparisons.addAll(LookupCheck.of(view, log)));
        comparisons.addAll(DeviceCheck.of(view));
        ExpectedMemory memory = ExpectedMemory.of(view);
        comparisons.addAll(OnlineCheck.of(view, memory));
        comparisons.addAll(SizeCheck.of(view, memory));
        comparisons.addAll(TierCheck.of(evidence, memory.parts()));
        return comparisons;
    }

    /** Whether the entries of the SRAT were read from the boot log. */
    private static boolean sratOfLog(KernelView view) {
        return view.topology().upload().machine().inputs().memory() instanceof Tables tables
                && tables.srat()
                        .filter(srat ->
                                srat.entries().stream().anyMatch(entry -> entry.offset() == TableHeader.NO_OFFSET))
                        .isPresent();
    }

    /** Whether the rule is not known from the files, and the look-up rules give different nodes for some address. */
    private static boolean rulesDiffer(KernelView view) {
        LookupRule rule = view.choice().rule();
        boolean isStub = rule == LookupRule.STUB && view.choice().usualRule() == rule;
        if (isStub || view.topology().upload().machine().rule().equals(Optional.of(rule))) {
            return false;
        }
        return view.resolver().rulesDiffer();
    }
}

package io.targetnode.analysis.verification;

import io.targetnode.analysis.verification.ExpectedMemory.Part;
import io.targetnode.kernel.LookupRule;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.Answer;
import io.targetnode.resolve.TargetNodeResolver;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The replay of a machine against what its running kernel showed. All comparisons are kept, one for each line and each thing, so
 * there are no more than the upload and the replay have lines and entries. Each comparison takes what the others are about as
 * given, so that one error shows once: memory of a device is expected on the node that the device has.
 *
 * @param view the machine, and the kernel that answers
 * @param verdict what it comes to
 * @param why why it is not more, in sentences, with what to upload
 * @param proposedRule the other look-up rule, if that is all that is wrong
 * @param comparisons all of them, by subject and in the order of the evidence
 * @param conclusions what follows from contradictions
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

    /** Compares. O(n log n) in the lines of the log, the entries of the evidence and the machine's ranges. */
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
            comparisons.addAll(LogCheck.of(view.boot().log(), log.lines()));
        });
        comparisons.addAll(TableCheck.of(evidence));
        comparisons.addAll(WindowCheck.of(view.topology().upload().machine().inputs(), evidence.windows()));
        comparisons.addAll(DeviceCheck.of(view));
        List<Part> memory = ExpectedMemory.of(view);
        comparisons.addAll(OnlineCheck.of(view, memory));
        comparisons.addAll(SizeCheck.of(view, memory));
        comparisons.addAll(TierCheck.of(evidence, memory));
        return comparisons;
    }

    /** Whether there is an address for which the look-up rule matters. */
    private static boolean rulesDiffer(KernelView view) {
        TargetNodeResolver resolver = view.resolver();
        return TargetNodeResolver.ranges(List.of(resolver)).stream()
                .map(AddressRange::start)
                .map(resolver::answer)
                .anyMatch(Verification::rulesDiffer);
    }

    private static boolean rulesDiffer(Answer answer) {
        return answer.meminfo()
                .filter(online -> answer.reservedMeminfo()
                        .filter(reserved -> reserved.node() != online.node())
                        .isPresent())
                .isPresent();
    }
}

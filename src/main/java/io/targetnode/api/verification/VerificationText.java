package io.targetnode.api.verification;

import io.targetnode.analysis.verification.Comparison;
import io.targetnode.analysis.verification.Conclusion;
import io.targetnode.analysis.verification.Outcome;
import io.targetnode.analysis.verification.Subject;
import io.targetnode.analysis.verification.Verification;
import io.targetnode.api.verification.VerificationAnswer.OutcomeCounts;
import io.targetnode.topology.service.KernelView;
import java.io.IOException;
import java.util.List;

/**
 * A verification as text for a terminal: the verdict and its reasons, a line for each comparison, and the conclusions. A comparison
 * begins with {@code !} if it contradicts, {@code ?} if it was not compared, {@code =} if it agrees. Contradictions come first. A
 * comparison of a line of the boot log shows that line.
 */
final class VerificationText {

    private static final List<Outcome> ORDER = List.of(Outcome.CONTRADICTS, Outcome.NOT_COMPARED, Outcome.AGREES);

    private final Appendable out;

    private VerificationText(Appendable out) {
        this.out = out;
    }

    static void write(Verification verification, Appendable out) throws IOException {
        new VerificationText(out).write(verification);
    }

    private void write(Verification verification) throws IOException {
        KernelView view = verification.view();
        OutcomeCounts counts = OutcomeCounts.of(verification.comparisons());
        line("%s: %s %s; %,d agree, %,d contradict, %,d not compared"
                .formatted(
                        verification.verdict().apiName(),
                        view.choice().kernel(),
                        view.choice().ruleText(),
                        counts.agrees(),
                        counts.contradicts(),
                        counts.notCompared()));
        for (String why : verification.why()) {
            line("  " + why);
        }
        for (Outcome outcome : ORDER) {
            for (Comparison comparison : verification.comparisons()) {
                if (comparison.outcome() == outcome) {
                    line("%s %-14s  %s"
                            .formatted(mark(outcome), comparison.subject().apiName(), describe(comparison)));
                }
            }
        }
        for (Conclusion conclusion : verification.conclusions()) {
            line("%s: %s %s".formatted(conclusion.id().apiName(), conclusion.sentence(), conclusion.remedy()));
        }
    }

    private static String describe(Comparison comparison) {
        boolean isLine = comparison.subject() == Subject.BOOT_LOG
                && (comparison.found().isPresent() || comparison.outcome() == Outcome.CONTRADICTS);
        if (!isLine) {
            return comparison.sentence();
        }
        if (comparison.expected().isEmpty()) {
            return "not expected: " + comparison.found().orElseThrow();
        }
        String line = comparison.expected().get();
        return comparison.found().isEmpty() ? "not printed: " + line : line;
    }

    private static String mark(Outcome outcome) {
        return switch (outcome) {
            case CONTRADICTS -> "!";
            case NOT_COMPARED -> "?";
            case AGREES -> "=";
        };
    }

    private void line(String text) throws IOException {
        out.append(text).append('\n');
    }
}

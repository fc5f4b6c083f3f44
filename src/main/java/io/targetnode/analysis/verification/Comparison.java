package io.targetnode.analysis.verification;

import io.targetnode.kernel.LookupRule;
import java.util.Optional;

/**
 * One claim of the replay, compared with the evidence of the running kernel.
 *
 * @param subject what is compared
 * @param about the compared item: {@code dax0.0}, {@code node 1}, the signature of a table, a range, a section of the log
 * @param expected the claim of the replay; empty if it makes none
 * @param found the evidence; empty if it is missing
 * @param outcome whether both agree
 * @param sentence the outcome and its reason, as a sentence
 * @param speaksFor the only look-up rule that explains the evidence; empty if both rules do, or neither
 * @param suggests the conclusion that this contradiction suggests; empty if it suggests none on its own
 */
public record Comparison(
        Subject subject,
        String about,
        Optional<String> expected,
        Optional<String> found,
        Outcome outcome,
        String sentence,
        Optional<LookupRule> speaksFor,
        Optional<Conclusion.Id> suggests) {

    static Comparison of(
            Subject subject, String about, Optional<?> expected, Optional<?> found, Outcome outcome, String sentence) {
        return new Comparison(
                subject,
                about,
                expected.map(String::valueOf),
                found.map(String::valueOf),
                outcome,
                sentence,
                Optional.empty(),
                Optional.empty());
    }

    Comparison speakingFor(Optional<LookupRule> rule) {
        return new Comparison(subject, about, expected, found, outcome, sentence, rule, suggests);
    }

    /** This comparison with the conclusion that it suggests if it contradicts. */
    Comparison suggesting(Conclusion.Id conclusion) {
        return contradicts()
                ? new Comparison(subject, about, expected, found, outcome, sentence, speaksFor, Optional.of(conclusion))
                : this;
    }

    boolean suggests(Conclusion.Id conclusion) {
        return suggests.filter(conclusion::equals).isPresent();
    }

    boolean contradicts() {
        return outcome == Outcome.CONTRADICTS;
    }

    boolean agrees() {
        return outcome == Outcome.AGREES;
    }
}

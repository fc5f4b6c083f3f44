package io.targetnode.analysis.verification;

import io.targetnode.kernel.LookupRule;
import java.util.Optional;

/**
 * One thing that the replay says, and what the running kernel showed of it.
 *
 * @param subject what is compared
 * @param about of which thing: {@code dax0.0}, {@code node 1}, a range, a part of the log
 * @param source where the running kernel showed it
 * @param expected what the replay says; empty if it says nothing
 * @param found what was seen; empty if nothing was
 * @param outcome whether they agree
 * @param sentence the outcome and its reason in words
 * @param speaksFor the look-up rule that alone explains what was found; empty if either does, or none
 */
public record Comparison(
        Subject subject,
        String about,
        String source,
        Optional<String> expected,
        Optional<String> found,
        CheckResult outcome,
        String sentence,
        Optional<LookupRule> speaksFor) {

    static Comparison of(
            Subject subject,
            String about,
            String source,
            Optional<String> expected,
            Optional<String> found,
            CheckResult outcome,
            String sentence) {
        return new Comparison(subject, about, source, expected, found, outcome, sentence, Optional.empty());
    }

    boolean contradicts() {
        return outcome == CheckResult.CONTRADICTS;
    }

    boolean agrees() {
        return outcome == CheckResult.AGREES;
    }
}

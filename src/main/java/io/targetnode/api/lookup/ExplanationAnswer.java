package io.targetnode.api.lookup;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.view.BlockAnswer;
import io.targetnode.resolve.Explanation;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an address is answered as it is.
 *
 * @param rule the look-up rule in words
 * @param decision which block decided
 * @param meminfo the block of meminfo with its story
 * @param reservedMeminfo the block of the reserved list with its story
 * @param otherRule what the other rule would have said
 * @param notes what else matters
 */
@Schema(description = "Why an address is answered as it is.")
record ExplanationAnswer(
        @Schema(description = "The look-up rule in words.") String rule,
        @Schema(description = "Which block decided.") String decision,
        @Nullable BlockAnswer meminfo,
        @Nullable BlockAnswer reservedMeminfo,
        OtherRule otherRule,

        @Schema(
                description =
                        "What else matters: a rejected configuration, a node that cannot be used, memory that is online on another node.")
        List<String> notes) {

    /**
     * The rule that was not used.
     *
     * @param rule its name
     * @param targetNode what it would have said
     */
    @Schema(description = "What the rule that was not used would have said.")
    record OtherRule(
            @Schema(example = "prefer-online") String rule,
            @Schema(example = "0") int targetNode) {}

    static ExplanationAnswer of(KernelView view, long address) {
        Explanation explanation = view.resolver().explain(address);
        return of(explanation, notes(view, explanation));
    }

    private static ExplanationAnswer of(Explanation explanation, List<String> notes) {
        return new ExplanationAnswer(
                explanation.rule().describe(),
                explanation.decision(),
                explanation.answer().meminfo().map(BlockAnswer::of).orElse(null),
                explanation.answer().reservedMeminfo().map(BlockAnswer::of).orElse(null),
                new OtherRule(explanation.otherRule().apiName(), explanation.otherRuleTargetNode()),
                notes);
    }

    private static List<String> notes(KernelView view, Explanation explanation) {
        List<String> notes = new ArrayList<>(explanation.notes());
        OnlineNote.of(view, explanation).ifPresent(notes::add);
        return notes;
    }
}

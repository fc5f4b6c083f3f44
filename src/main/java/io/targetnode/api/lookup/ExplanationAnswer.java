package io.targetnode.api.lookup;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.view.BlockAnswer;
import io.targetnode.resolve.Explanation;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reasons for an answer. */
@Schema(description = "The reasons for an answer.")
record ExplanationAnswer(
        @Schema(description = "A sentence that describes the look-up rule.")
        String rule,

        @Schema(description = "The block that determines the answer.")
        String decision,

        @Nullable BlockAnswer meminfo,
        @Nullable BlockAnswer reservedMeminfo,

        @Schema(description = "The answer of the other look-up rule.")
        OtherRule otherRule,

        @Schema(
                description =
                        "Further remarks: a rejected configuration, an unusable node, memory that is online on another node.")
        List<String> notes) {

    /** The rule that was not used. */
    @Schema(description = "The answer of the rule that was not used.")
    record OtherRule(
            @Schema(description = "The rule.", example = "prefer-online")
            String rule,

            @Schema(description = "Its answer; -1 is NUMA_NO_NODE.", example = "0")
            int targetNode) {}

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

package io.targetnode.api.verification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.analysis.verification.Comparison;
import io.targetnode.analysis.verification.Conclusion;
import io.targetnode.analysis.verification.Outcome;
import io.targetnode.analysis.verification.Verification;
import io.targetnode.api.view.AnsweredBy;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.service.KernelView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JSON form of a {@link Verification}. */
@Schema(
        description =
                "The replay, compared with the evidence of the running kernel. The list of comparisons is complete.")
record VerificationAnswer(
        @JsonUnwrapped AnsweredBy by,

        @Schema(
                description = """
                        verified: the running kernel showed everything that the answers depend on. consistent: everything that could \
                        be compared agrees. assumed: nothing could be compared. contradicted: the running kernel differs from the \
                        replay.""",
                example = "assumed",
                allowableValues = {"verified", "consistent", "assumed", "contradicted"})
        String verdict,

        @Schema(
                description =
                        "The reasons why the verdict is not verified, and files to upload; empty if it is verified.")
        List<String> why,

        @Schema(
                description = "The other look-up rule if it explains all contradictions; else null.",
                allowableValues = {"prefer-reserved", "prefer-online", "stub"})
        @Nullable
        String proposedRule,

        OutcomeCounts counts,
        List<ComparisonAnswer> comparisons,
        List<ConclusionAnswer> conclusions) {

    @Schema(description = "Comparisons by outcome.")
    record OutcomeCounts(
            @Schema(example = "0") long agrees,
            @Schema(example = "0") long contradicts,
            @Schema(example = "0") long notCompared) {

        static OutcomeCounts of(List<Comparison> comparisons) {
            return new OutcomeCounts(
                    count(comparisons, Outcome.AGREES),
                    count(comparisons, Outcome.CONTRADICTS),
                    count(comparisons, Outcome.NOT_COMPARED));
        }

        private static long count(List<Comparison> comparisons, Outcome outcome) {
            return comparisons.stream()
                    .filter(comparison -> comparison.outcome() == outcome)
                    .count();
        }
    }

    @Schema(description = "One claim of the replay, compared with the evidence of the running kernel.")
    record ComparisonAnswer(
            @Schema(
                    example = "target-node",
                    allowableValues = {
                        "kernel-release",
                        "boot-log",
                        "table-header",
                        "table-checksum",
                        "windows",
                        "lookup",
                        "target-node",
                        "online-node",
                        "node-size",
                        "memory-tier"
                    })
            String what,

            @Schema(
                    description =
                            "The object of the claim: a table, a device, a node, a range, or a section of the log.",
                    example = "dax0.0")
            String about,

            @Schema(description = "The source of the evidence.", example = "dax device")
            String source,

            @Schema(description = "The value that the replay claims; null if it claims none.", example = "2") @Nullable
            String expected,

            @Schema(description = "The value in the evidence; null if it is missing.", example = "2") @Nullable
            String found,

            @Schema(
                    example = "agrees",
                    allowableValues = {"agrees", "contradicts", "not-compared"})
            String outcome,

            @Schema(
                    description = "The outcome and its reason.",
                    example = "dax0.0 begins at 0x110000000 and has node 2.")
            String sentence,

            @Schema(
                    description =
                            "The only look-up rule that explains the evidence. Present only if the rules give different answers.",
                    allowableValues = {"prefer-reserved", "prefer-online", "stub"})
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            String speaksFor) {

        static ComparisonAnswer of(Comparison comparison) {
            return new ComparisonAnswer(
                    comparison.subject().apiName(),
                    comparison.about(),
                    comparison.subject().source(),
                    comparison.expected().orElse(null),
                    comparison.found().orElse(null),
                    comparison.outcome().apiName(),
                    comparison.sentence(),
                    comparison.speaksFor().map(LookupRule::apiName).orElse(null));
        }
    }

    @Schema(description = "A conclusion from contradictions.")
    record ConclusionAnswer(
            @Schema(
                    example = "backported-fix",
                    allowableValues = {
                        "wrong-kernel",
                        "backported-fix",
                        "missing-fix",
                        "stub",
                        "edited-table",
                        "other-firmware",
                        "missing-table",
                        "other-memory-map",
                        "lost-log-lines",
                        "memory-added-later",
                        "other-boot"
                    })
            String id,

            String sentence,

            @Schema(description = "How to resolve the contradictions.", example = "Choose the rule prefer-reserved.")
            String remedy) {

        static ConclusionAnswer of(Conclusion conclusion) {
            return new ConclusionAnswer(conclusion.id().apiName(), conclusion.sentence(), conclusion.remedy());
        }
    }

    static VerificationAnswer of(Verification verification) {
        KernelView view = verification.view();
        return new VerificationAnswer(
                AnsweredBy.of(view),
                verification.verdict().apiName(),
                verification.why(),
                verification.proposedRule().map(LookupRule::apiName).orElse(null),
                OutcomeCounts.of(verification.comparisons()),
                verification.comparisons().stream().map(ComparisonAnswer::of).toList(),
                verification.conclusions().stream().map(ConclusionAnswer::of).toList());
    }
}

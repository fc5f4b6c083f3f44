package io.targetnode.api.fleet;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.analysis.audit.Verdict;
import java.util.Map;

/** Topologies by verdict. */
@Schema(description = "The number of selected topologies with each verdict.")
record VerdictCounts(
        @Schema(
                description =
                        "Both lists hold some address with different nodes, and the kernel searches meminfo first.",
                example = "0")
        long affected,

        @Schema(
                description =
                        "Both lists hold some address with different nodes, and the kernel searches the reserved list first.",
                example = "1")
        long fixed,

        @JsonProperty("not-affected")
        @Schema(
                description = "No address has different nodes in the two lists, or the kernel has no such lists.",
                example = "0")
        long notAffected) {

    /** @param counts the number for each verdict that has topologies */
    static VerdictCounts of(Map<String, Long> counts) {
        return new VerdictCounts(
                count(counts, Verdict.AFFECTED), count(counts, Verdict.FIXED), count(counts, Verdict.NOT_AFFECTED));
    }

    private static long count(Map<String, Long> counts, Verdict verdict) {
        return counts.getOrDefault(verdict.apiName(), 0L);
    }
}

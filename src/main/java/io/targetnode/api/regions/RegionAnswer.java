package io.targetnode.api.regions;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.analysis.regions.Refusal;
import io.targetnode.analysis.regions.RegionDryRun;
import io.targetnode.analysis.regions.RegionOutcome;
import io.targetnode.api.json.HexAddress;
import io.targetnode.api.nodes.TierAnswer;
import io.targetnode.api.view.AnsweredBy;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of a region. */
@Schema(description = "What happens if a region is created and its memory is brought online.")
record RegionAnswer(
        @JsonUnwrapped AnsweredBy by,
        HexAddress start,
        HexAddress end,

        @Schema(description = "The length of the region.", example = "268435456")
        BigInteger sizeBytes,

        @Schema(
                description = "The window that holds the region, by its position among the windows of the CEDT.",
                example = "0")
        @Nullable
        Integer window,

        @Schema(
                description = """
                        The driver that makes the dax device: cxl-ram (a RAM region), cxl-other (other memory in a window), \
                        soft-reserved (specific-purpose memory), reserved (another reserved range).""",
                allowableValues = {"cxl-ram", "cxl-other", "soft-reserved", "reserved"})
        String kind,

        @Schema(
                description =
                        "What has to be known besides: which driver could add memory that can be no RAM region, and what misplaced means on a kernel without the lists.")
        List<String> notes,

        @Schema(description = "The node of the dax device; -1 is NUMA_NO_NODE.", example = "2")
        int targetNode,

        @Schema(
                description = "The function of the kernel that returned the node.",
                allowableValues = {"phys_to_target_node", "memory_add_physaddr_to_nid", "pxm_to_node"})
        String decidedBy,

        @Schema(
                description = "Whether memory is added.",
                allowableValues = {"online", "refused"})
        String outcome,

        @Schema(description = "Why the kernel refuses the region; null if memory is added.", example = "null") @Nullable
        String outcomeReason,

        @Schema(description = "The messages that the kernel prints about it, without the name of the device.")
        List<String> kernelLog,

        @Schema(description = "The size of memory blocks.", example = "134217728")
        BigInteger memoryBlockBytes,

        @Schema(description = "How the size of memory blocks is known.")
        BlockSizeAnswer memoryBlockSource,

        @Schema(description = "The bytes of the memory blocks that are added.", example = "268435456")
        BigInteger onlineBytes,

        @Schema(description = "The bytes of the region that are not added.", example = "0")
        BigInteger strandedBytes,

        @Schema(description = "The memory tier of the memory; null if the region is refused.") @Nullable
        TierAnswer tier,

        @Schema(
                description =
                        "Whether the memory is added to another node than that of the first reserved block that holds its start.")
        boolean misplaced,

        @Schema(description = "The possible nodes.") List<CapacityAnswer> nodes,

        @Schema(description = "The outcome under the other look-up rule.")
        OtherRuleAnswer otherRule) {

    /** How the size of memory blocks is known. */
    @Schema(description = "How the size of memory blocks is known.")
    record BlockSizeAnswer(
            @Schema(
                    description =
                            "evidence: an uploaded file shows it; kernel-rule: it follows from the kernel's rule.",
                    allowableValues = {"evidence", "kernel-rule"})
            String source,

            @Schema(
                    description = "Why it is this size.",
                    example = "The rule of this kernel gives it: RAM at boot ends below 64 GiB.")
            String reason) {}

    /** The memory of a node. */
    @Schema(description = "The memory of a node.")
    record CapacityAnswer(
            int node,

            @Schema(description = "Usable RAM at boot.", example = "1610612736")
            BigInteger beforeBytes,

            @Schema(description = "The same with the memory of the region.", example = "1879048192")
            BigInteger afterBytes) {}

    /** The outcome under the other rule. */
    @Schema(description = "The outcome under the other look-up rule.")
    record OtherRuleAnswer(
            @Schema(
                    description = "The other rule.",
                    allowableValues = {"prefer-reserved", "prefer-online"})
            String rule,

            @Schema(description = "-1 is NUMA_NO_NODE.", example = "0")
            int targetNode,

            @Schema(
                    description = "Whether memory is added.",
                    allowableValues = {"online", "refused"})
            String outcome,

            @Schema(description = "As above.") boolean misplaced) {

        static OtherRuleAnswer of(RegionOutcome other) {
            return new OtherRuleAnswer(
                    other.rule().apiName(), other.targetNode(), RegionAnswer.outcome(other), other.misplaced());
        }
    }

    static RegionAnswer of(RegionDryRun dryRun) {
        RegionOutcome outcome = dryRun.outcome();
        return new RegionAnswer(
                AnsweredBy.of(dryRun.view()),
                new HexAddress(dryRun.range().start()),
                new HexAddress(dryRun.range().end()),
                unsigned(dryRun.range().sizeBytes()),
                dryRun.window().isPresent() ? dryRun.window().getAsInt() : null,
                dryRun.kind().apiName(),
                dryRun.notes(),
                outcome.targetNode(),
                outcome.decidedBy().apiName(),
                outcome(outcome),
                outcome.refusal().map(Refusal::reason).orElse(null),
                outcome.log(),
                unsigned(dryRun.blocks().bytes()),
                new BlockSizeAnswer(
                        dryRun.blocks().source().apiName(), dryRun.blocks().reason()),
                unsigned(outcome.onlineBytes()),
                unsigned(outcome.strandedBytes()),
                dryRun.tier().map(TierAnswer::of).orElse(null),
                outcome.misplaced(),
                dryRun.capacities().stream()
                        .map(node -> new CapacityAnswer(
                                node.node(), unsigned(node.beforeBytes()), unsigned(node.afterBytes())))
                        .toList(),
                OtherRuleAnswer.of(dryRun.otherRule()));
    }

    private static String outcome(RegionOutcome outcome) {
        return outcome.isOnline() ? "online" : "refused";
    }

    private static BigInteger unsigned(long bytes) {
        return new BigInteger(Long.toUnsignedString(bytes));
    }
}

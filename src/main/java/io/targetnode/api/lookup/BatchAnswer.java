package io.targetnode.api.lookup;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.topology.service.KernelView;

/**
 * The answers for a batch of addresses, in their order.
 *
 * @param topology its name
 * @param revision the revision that answers for all
 * @param kernel the release that answers
 * @param rule the look-up rule that answers
 * @param nodes target nodes, -1 for "no node"
 */
@SuppressWarnings("ArrayRecordComponent") // rendered once and never compared
@Schema(description = "Target nodes in the order of the addresses.")
record BatchAnswer(
        @Schema(example = "example") String topology,
        @Schema(example = "1") int revision,
        @Schema(example = "7.3") String kernel,
        @Schema(example = "prefer-reserved") String rule,

        @Schema(description = "-1 is NUMA_NO_NODE.", example = "[0, 2, 0, 1, -1, -1]")
        int[] nodes) {

    /** Who answers, without the answers. */
    static BatchAnswer of(KernelView view) {
        return new BatchAnswer(
                view.topology().name().text(),
                view.topology().revision(),
                view.choice().kernel().text(),
                view.choice().rule().apiName(),
                new int[0]);
    }
}

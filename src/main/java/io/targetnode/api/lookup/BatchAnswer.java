package io.targetnode.api.lookup;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.view.AnsweredBy;

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
        @JsonUnwrapped AnsweredBy by,

        @Schema(description = "-1 is NUMA_NO_NODE.", example = "[0, 2, 0, 1, -1, -1]")
        int[] nodes) {}

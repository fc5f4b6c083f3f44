package io.targetnode.api.lookup;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.view.AnsweredBy;

/** The answers for a batch of addresses, in their order. */
@SuppressWarnings("ArrayRecordComponent") // rendered once and never compared
@Schema(description = "Target nodes in the order of the addresses.")
record BatchAnswer(
        @JsonUnwrapped AnsweredBy by,

        @Schema(description = "-1 is NUMA_NO_NODE.", example = "[0, 2, 0, 1, -1, -1]")
        int[] nodes) {}

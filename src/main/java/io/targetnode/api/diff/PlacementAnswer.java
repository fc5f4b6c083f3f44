package io.targetnode.api.diff;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.resolve.NodeAnswer;

/**
 * What is answered for an address.
 *
 * @param targetNode Q1, -1 for "no node"
 * @param hotAddNode Q2
 * @param backing Q4
 */
@Schema(description = "The answers for an address, as a look-up gives them.")
record PlacementAnswer(
        @Schema(description = "-1 is NUMA_NO_NODE.", example = "2")
        int targetNode,

        @Schema(example = "0") int hotAddNode,
        @Schema(example = "cxl-window") String backing) {

    static PlacementAnswer of(NodeAnswer placement) {
        return new PlacementAnswer(
                placement.targetNode(),
                placement.hotAddNode(),
                placement.backing().apiName());
    }
}

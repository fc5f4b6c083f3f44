package io.targetnode.api.diff;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.resolve.NodeAnswer;

/** The answers for an address. */
@Schema(description = "The answers for an address, as in a look-up.")
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

package io.targetnode.api.view;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.json.HexAddress;
import io.targetnode.resolve.Segment;

/** Addresses with the same answer. */
@Schema(description = "Addresses with the same answer. Addresses between segments have no node and are a hole.")
public record SegmentAnswer(
        HexAddress start,
        HexAddress end,

        @Schema(description = "-1 is NUMA_NO_NODE.", example = "2")
        int targetNode,

        @Schema(example = "cxl-window") String backing) {

    public static SegmentAnswer of(Segment segment) {
        return new SegmentAnswer(
                new HexAddress(segment.range().start()),
                new HexAddress(segment.range().end()),
                segment.targetNode(),
                segment.backing().apiName());
    }
}

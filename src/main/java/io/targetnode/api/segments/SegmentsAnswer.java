package io.targetnode.api.segments;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.view.SegmentAnswer;
import java.util.List;

/**
 * All answers of a topology under one kernel, or those that were asked for: the shape of what {@link JsonMap} writes.
 *
 * @param topology its name
 * @param revision the revision that answers
 * @param kernel the release that answers
 * @param rule its look-up rule
 * @param segments ascending and disjoint
 */
@Schema(description = "All answers of a topology under one kernel, or those that were asked for.")
record SegmentsAnswer(
        @Schema(example = "example") String topology,
        @Schema(example = "1") int revision,
        @Schema(example = "7.3") String kernel,

        @Schema(
                example = "prefer-reserved",
                allowableValues = {"prefer-reserved", "prefer-online"})
        String rule,

        @Schema(description = "Ascending and disjoint; holes without a node are left out.")
        List<SegmentAnswer> segments) {}

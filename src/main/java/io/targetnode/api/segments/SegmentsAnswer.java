package io.targetnode.api.segments;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.view.AnsweredBy;
import io.targetnode.api.view.SegmentAnswer;
import java.util.List;

/**
 * The segments of a topology under one kernel: the shape of the JSON that {@link SegmentsText} writes.
 *
 * @param topology its name
 * @param revision the revision that answers
 * @param kernel the release that answers
 * @param rule its look-up rule
 * @param segments ascending and disjoint
 */
@Schema(description = "The selected segments of a topology under one kernel.")
record SegmentsAnswer(
        @JsonUnwrapped AnsweredBy by,

        @Schema(description = "Ascending and disjoint; holes without a node are left out.")
        List<SegmentAnswer> segments) {}

package io.targetnode.api.segments;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.view.AnsweredBy;
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
        @JsonUnwrapped AnsweredBy by,

        @Schema(description = "Ascending and disjoint; holes without a node are left out.")
        List<SegmentAnswer> segments) {}

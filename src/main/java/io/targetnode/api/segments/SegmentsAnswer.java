package io.targetnode.api.segments;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.view.AnsweredBy;
import io.targetnode.api.view.SegmentAnswer;
import java.util.List;

/** All selected answers of a topology under one kernel. Documents the JSON that {@link SegmentsText} writes. */
@Schema(description = "All selected answers of a topology under one kernel.")
record SegmentsAnswer(
        @JsonUnwrapped AnsweredBy by,

        @Schema(description = "Ascending and disjoint; holes without a node are left out.")
        List<SegmentAnswer> segments) {}

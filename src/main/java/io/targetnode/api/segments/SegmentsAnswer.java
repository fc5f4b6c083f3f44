package io.targetnode.api.segments;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.view.AnsweredBy;
import io.targetnode.api.view.SegmentAnswer;
import java.util.Iterator;

/**
 * All selected answers of a topology under one kernel. {@link SegmentsText} writes the same JSON; this record documents it, and writes
 * it indented.
 */
@Schema(description = "All selected answers of a topology under one kernel.")
record SegmentsAnswer(
        @JsonUnwrapped AnsweredBy by,

        @ArraySchema(
                schema = @Schema(implementation = SegmentAnswer.class),
                arraySchema = @Schema(description = "Ascending and disjoint; holes without a node are left out."))
        Iterator<SegmentAnswer> segments) {

    static SegmentsAnswer of(SelectedSegments map) {
        return new SegmentsAnswer(
                AnsweredBy.of(map.view()), map.stream().map(SegmentAnswer::of).iterator());
    }
}

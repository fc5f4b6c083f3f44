package io.targetnode.api.view;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.topology.service.KernelView;
import java.util.List;

/** All answers for a machine that is not stored. */
@Schema(
        description =
                "All answers for a machine that is not stored: the resource, the fields of meminfo, and the segments.")
public record ReplayAnswer(
        @Schema(description = "The machine, as GET of a stored topology shows it.")
        TopologyResource resource,

        @JsonUnwrapped MeminfoAnswer boot,

        @Schema(description = "All answers, ascending and disjoint.")
        List<SegmentAnswer> segments) {

    public static ReplayAnswer of(KernelView view) {
        return new ReplayAnswer(
                TopologyResource.of(view),
                MeminfoAnswer.of(view),
                view.resolver().segments().stream().map(SegmentAnswer::of).toList());
    }
}

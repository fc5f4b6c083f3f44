package io.targetnode.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.KernelQuery;
import io.targetnode.api.upload.ReplayMapping;
import io.targetnode.api.view.ReplayAnswer;
import io.targetnode.topology.service.ReplayedTopology;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RestController;

/** Replays a boot without storing the upload. */
@RestController
class ReplayController {

    @ReplayMapping(path = ApiPaths.REPLAY, produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            tags = "Replay",
            summary = "Replay a boot without storing anything",
            description =
                    "Accepts the same bodies as PUT. Returns the resource, the two lists, and all answers as segments.")
    @ApiResponse(responseCode = "200", description = "The resource, the fields of meminfo, and the segments.")
    ReplayAnswer replay(ReplayedTopology replayed, KernelQuery query) {
        return ReplayAnswer.of(query.view(replayed));
    }
}

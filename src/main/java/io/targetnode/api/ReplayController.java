package io.targetnode.api;

import static io.targetnode.api.problem.ProblemType.MALFORMED_PARAMETER;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.MemoryReservation;
import io.targetnode.api.json.JsonAnswers;
import io.targetnode.api.problem.Problems;
import io.targetnode.api.upload.Submission;
import io.targetnode.api.upload.UploadMapping;
import io.targetnode.api.view.ReplayAnswer;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.service.ReplayedTopology;
import io.targetnode.topology.service.TopologyService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Replays a boot without storing the upload. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class ReplayController {

    /** The answer needs about this many times the memory of the machine. */
    private static final int ANSWER_FACTOR = 2;

    private final TopologyService topologies;
    private final JsonAnswers json;
    private final MemoryBudget budget;

    ReplayController(TopologyService topologies, JsonAnswers json, MemoryBudget budget) {
        this.topologies = topologies;
        this.json = json;
        this.budget = budget;
    }

    @UploadMapping(method = RequestMethod.POST, path = "/api/v1/replay")
    @Operation(
            tags = "Replay",
            summary = "Replay a boot without storing anything",
            description =
                    "Accepts the same bodies as PUT. Returns the resource, the two lists, and all answers as segments.")
    @ApiResponse(
            responseCode = "200",
            description = "The resource, the fields of meminfo, and the segments.",
            content = @Content(schema = @Schema(implementation = ReplayAnswer.class)))
    @Problems(MALFORMED_PARAMETER)
    void replay(
            Submission submission,
            @RequestParam Optional<KernelRelease> kernel,
            @RequestParam Optional<LookupRule> rule,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        ReplayedTopology replayed = topologies.replay(submission.upload());
        // The replayed machine is not in the cache. It needs its own memory until the answer is written.
        try (MemoryReservation memory = budget.reserve()) {
            memory.growForAnswer(ANSWER_FACTOR * replayed.bytes());
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            json.write(ReplayAnswer.of(replayed.under(kernel, rule)), request, response.getOutputStream());
        }
    }
}

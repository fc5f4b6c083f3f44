package io.targetnode.api.verification;

import static io.targetnode.api.problem.ProblemType.BUSY;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.analysis.verification.Verification;
import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.MemoryReservation;
import io.targetnode.api.json.JsonAnswers;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.KernelQuery;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.parameter.ViewQuery;
import io.targetnode.api.problem.Problems;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.api.upload.ReplayMapping;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.ReplayedTopology;
import io.targetnode.topology.service.TopologyService;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/**
 * Compares a replay with the evidence of the running kernel. The size of an answer depends on the uploaded logs, so a large answer
 * may wait for memory.
 */
@RestController
class VerificationController {

    /** Memory of a comparison and its answer. The texts are not included, because they exist already. */
    private static final int COMPARISON_BYTES = 256;

    private final TopologyService topologies;
    private final JsonAnswers json;
    private final MemoryBudget budget;

    VerificationController(TopologyService topologies, JsonAnswers json, MemoryBudget budget) {
        this.topologies = topologies;
        this.json = json;
        this.budget = budget;
    }

    @GetMapping(
            path = ApiPaths.TOPOLOGIES + "/{name}/verification",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @Operation(tags = "Views", summary = "Compare the replay with the running kernel", description = """
                    Compares the replay with the uploaded evidence: lines of the boot log about nodes, tables, windows, dax devices, online \
                    memory and node sizes. Lists conclusions from contradictions, and further files to upload for a better verdict. \
                    text/plain has one line per comparison: ! contradicts, ? was not compared, = agrees.""")
    @ApiResponse(
            responseCode = "200",
            description = "The verdict and all comparisons; none if no evidence was uploaded.",
            content = @Content(schema = @Schema(implementation = VerificationAnswer.class)))
    @TopologyView
    @Problems(BUSY)
    void verification(
            @PathVariable TopologyName name,
            ViewQuery query,
            MediaType accepted,
            ServletWebRequest request,
            HttpServletResponse response)
            throws IOException {
        write(query.view(topologies, name), accepted, request, response);
    }

    @ReplayMapping(
            path = ApiPaths.REPLAY + "/verification",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @Operation(
            tags = "Replay",
            summary = "Compare the replay of an upload with the running kernel",
            description = "As GET …/verification.")
    @ApiResponse(
            responseCode = "200",
            description = "The verdict and all comparisons; none if no evidence was uploaded.",
            content = @Content(schema = @Schema(implementation = VerificationAnswer.class)))
    void replayVerification(
            ReplayedTopology replayed,
            KernelQuery query,
            MediaType accepted,
            ServletWebRequest request,
            HttpServletResponse response)
            throws IOException {
        write(query.view(replayed), accepted, request, response);
    }

    private void write(KernelView view, MediaType accepted, ServletWebRequest request, HttpServletResponse response)
            throws IOException {
        boolean isText = accepted.equals(MediaType.TEXT_PLAIN);
        HttpHeaders headers = isText ? TopologyHeaders.text(view) : TopologyHeaders.json(view);
        if (TopologyHeaders.isUnmodified(headers, request)) {
            return;
        }
        try (MemoryReservation memory = budget.reserve()) {
            memory.growForAnswer(bytes(view));
            Verification verification = Verification.of(view);
            response.setContentType(accepted.toString());
            if (isText) {
                response.setCharacterEncoding(StandardCharsets.UTF_8);
                VerificationText.write(verification, response.getWriter());
            } else {
                json.write(VerificationAnswer.of(verification), request.getRequest(), response.getOutputStream());
            }
        }
    }

    /** An estimate of the memory of the comparisons: one for each line of the log and each entry of the evidence. */
    private static int bytes(KernelView view) {
        long total = (long) COMPARISON_BYTES
                * (view.boot().log().size()
                        + view.topology().upload().evidence().size());
        return (int) Math.min(Integer.MAX_VALUE, total);
    }
}

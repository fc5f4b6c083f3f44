package io.targetnode.api.verification;

import static io.targetnode.api.problem.ProblemType.BUSY;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.analysis.verification.Verification;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.KernelQuery;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.parameter.ViewQuery;
import io.targetnode.api.problem.Problems;
import io.targetnode.api.upload.ReplayMapping;
import io.targetnode.api.view.ViewFormat;
import io.targetnode.api.view.ViewWriter;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.ReplayedTopology;
import io.targetnode.topology.service.TopologyService;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * Compares a replay with the evidence of the running kernel. The size of an answer depends on the uploaded logs, so a large answer
 * may wait for memory.
 */
@RestController
class VerificationController {

    /** Memory of a comparison and its answer. The texts are not included, because they exist already. */
    private static final int COMPARISON_BYTES = 256;

    private static final Map<MediaType, ViewFormat<Verification>> FORMATS = Map.of(
            MediaType.APPLICATION_JSON, ViewFormat.json(VerificationAnswer::of),
            MediaType.TEXT_PLAIN, ViewFormat.lines(VerificationText::write));

    private final TopologyService topologies;

    VerificationController(TopologyService topologies) {
        this.topologies = topologies;
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
    void verification(@PathVariable TopologyName name, ViewQuery query, ViewWriter writer) throws IOException {
        write(query.view(topologies, name), writer);
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
    void replayVerification(ReplayedTopology replayed, KernelQuery query, ViewWriter writer) throws IOException {
        write(query.view(replayed), writer);
    }

    private static void write(KernelView view, ViewWriter writer) throws IOException {
        writer.write(view, FORMATS, memory -> {
            memory.growForAnswer(bytes(view));
            return Verification.of(view);
        });
    }

    /** An estimate of the memory of the comparisons: one for each line of the log and each entry of the evidence. */
    private static long bytes(KernelView view) {
        return (long) COMPARISON_BYTES
                * (view.boot().log().size()
                        + view.topology().upload().evidence().size());
    }
}

package io.targetnode.api.nodes;

import static io.targetnode.api.problem.ProblemType.BUSY;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.analysis.nodes.NodeTable;
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

/** The nodes of a topology. A table of 1,024 nodes has a million distances, so answers are written piece by piece. */
@RestController
class NodesController {

    private final TopologyService topologies;
    private final JsonAnswers json;
    private final MemoryBudget budget;

    NodesController(TopologyService topologies, JsonAnswers json, MemoryBudget budget) {
        this.topologies = topologies;
        this.json = json;
        this.budget = budget;
    }

    @GetMapping(
            path = ApiPaths.TOPOLOGIES + "/{name}/nodes",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @Operation(tags = "Views", summary = "Show the nodes", description = """
                    The nodes with RAM at boot, windows, hot-pluggable ranges, CPUs, distances and memory tiers. Distances need the SLIT \
                    and tiers the HMAT; without them, the kernel uses defaults. text/plain has the lines of numactl -H, and lines about \
                    tiers. n nodes have n * n distances: about 9 MB for 1,000 nodes, and much less with Accept-Encoding: gzip.""")
    @ApiResponse(
            responseCode = "200",
            description = "The nodes.",
            content = @Content(schema = @Schema(implementation = NodesAnswer.class)))
    @TopologyView
    @Problems(BUSY)
    void nodes(
            @PathVariable TopologyName name,
            ViewQuery query,
            MediaType accepted,
            ServletWebRequest request,
            HttpServletResponse response)
            throws IOException {
        write(query.view(topologies, name), accepted, request, response);
    }

    @ReplayMapping(
            path = ApiPaths.REPLAY + "/nodes",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @Operation(tags = "Replay", summary = "Show the nodes of an upload", description = "As GET …/nodes.")
    @ApiResponse(
            responseCode = "200",
            description = "The nodes.",
            content = @Content(schema = @Schema(implementation = NodesAnswer.class)))
    void replayNodes(
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
            memory.growForAnswer(NodeTable.bytes(view));
            NodeTable table = NodeTable.of(view);
            response.setContentType(accepted.toString());
            if (isText) {
                response.setCharacterEncoding(StandardCharsets.UTF_8);
                NodesText.write(view, table, response.getWriter());
            } else {
                json.write(NodesAnswer.of(view, table), request.getRequest(), response.getOutputStream());
            }
        }
    }
}

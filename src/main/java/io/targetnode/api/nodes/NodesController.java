package io.targetnode.api.nodes;

import static io.targetnode.api.problem.ProblemType.BUSY;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.analysis.nodes.NodeTable;
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

/** The nodes of a topology. A table of 1,024 nodes has a million distances, so answers are written piece by piece. */
@RestController
class NodesController {

    private static final Map<MediaType, ViewFormat<NodeTable>> FORMATS = Map.of(
            MediaType.APPLICATION_JSON, ViewFormat.json(NodesAnswer::of),
            MediaType.TEXT_PLAIN, ViewFormat.lines(NodesText::write));

    private final TopologyService topologies;

    NodesController(TopologyService topologies) {
        this.topologies = topologies;
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
    void nodes(@PathVariable TopologyName name, ViewQuery query, ViewWriter writer) throws IOException {
        write(query.view(topologies, name), writer);
    }

    @ReplayMapping(
            path = ApiPaths.REPLAY + "/nodes",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @Operation(tags = "Replay", summary = "Show the nodes of an upload", description = "As GET …/nodes.")
    @ApiResponse(
            responseCode = "200",
            description = "The nodes.",
            content = @Content(schema = @Schema(implementation = NodesAnswer.class)))
    void replayNodes(ReplayedTopology replayed, KernelQuery query, ViewWriter writer) throws IOException {
        write(query.view(replayed), writer);
    }

    private static void write(KernelView view, ViewWriter writer) throws IOException {
        writer.write(view, FORMATS, memory -> {
            memory.growForAnswer(NodeTable.bytes(view));
            return NodeTable.of(view);
        });
    }
}

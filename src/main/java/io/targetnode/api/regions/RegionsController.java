package io.targetnode.api.regions;

import static io.targetnode.api.problem.ProblemType.BUSY;
import static io.targetnode.api.problem.ProblemType.IMPOSSIBLE_REGION;
import static io.targetnode.api.problem.ProblemType.MALFORMED_BODY;
import static io.targetnode.api.problem.ProblemType.TOO_LARGE;
import static io.targetnode.api.problem.ProblemType.TOO_SLOW;
import static io.targetnode.api.problem.ProblemType.UNSUPPORTED_MEDIA_TYPE;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.analysis.nodes.NodeTable;
import io.targetnode.analysis.regions.RegionDryRun;
import io.targetnode.analysis.regions.RegionRequest;
import io.targetnode.api.body.BodyReader;
import io.targetnode.api.body.MemoryReservation;
import io.targetnode.api.json.HexAddress;
import io.targetnode.api.json.JsonBodies;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.KernelQuery;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.parameter.ViewQuery;
import io.targetnode.api.problem.Problems;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.api.upload.ReplayMapping;
import io.targetnode.api.view.ViewFormat;
import io.targetnode.api.view.ViewWriter;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.ReplayedTopology;
import io.targetnode.topology.service.TopologyService;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Tries regions. The nodes of the text are written line by line, because 1,024 nodes have a million distances. */
@RestController
class RegionsController {

    private static final Map<MediaType, ViewFormat<RegionDryRun>> FORMATS = Map.of(
            MediaType.APPLICATION_JSON, ViewFormat.json(RegionAnswer::of),
            MediaType.TEXT_PLAIN, ViewFormat.lines(RegionText::write));

    private final TopologyService topologies;
    private final JsonBodies bodies;
    private final BodyReader reader;

    RegionsController(TopologyService topologies, JsonBodies bodies, BodyReader reader) {
        this.topologies = topologies;
        this.bodies = bodies;
        this.reader = reader;
    }

    @PostMapping(
            path = ApiPaths.TOPOLOGIES + "/{name}/regions",
            consumes = MediaType.APPLICATION_JSON_VALUE,
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @RequestBody(content = @Content(schema = @Schema(implementation = RegionBody.class)))
    @Operation(tags = "Views", summary = "Try a region", description = """
                    What happens if a region is created and its memory is brought online: the node, why the kernel refuses it, the \
                    memory blocks, the memory tier, the size of each node before and after, and the same under the other look-up rule. \
                    Nothing is stored. The node is that of the start address; in a window without a node it is that of an ACPI hot-add. \
                    Soft-reserved memory gets the node of its SRAT entry if the kernel uses the HMAT. Memory is added in whole memory \
                    blocks; the rest of the region is stranded. With window, the region is a RAM region of the CXL driver, \
                    whose alignment rules apply. text/plain shows the nodes before and after, as numactl -H does.""")
    @ApiResponse(
            responseCode = "200",
            description = "The outcome, also if the kernel refuses the region.",
            content = @Content(schema = @Schema(implementation = RegionAnswer.class)))
    @TopologyView
    @Problems({MALFORMED_BODY, IMPOSSIBLE_REGION, TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, TOO_SLOW, BUSY})
    void tryRegion(@PathVariable TopologyName name, ViewQuery query, HttpServletRequest request, ViewWriter writer)
            throws IOException {
        KernelView view = query.view(topologies, name);
        writer.write(
                TopologyHeaders.varied(TopologyHeaders.of(view)),
                FORMATS,
                memory -> run(view, read(request, memory), memory));
    }

    @ReplayMapping(
            path = ApiPaths.REPLAY + "/regions",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @Operation(
            tags = "Replay",
            summary = "Try a region on an upload",
            description = "As POST …/regions. The query describes the region, because the body is the upload.")
    @ApiResponse(
            responseCode = "200",
            description = "The outcome, also if the kernel refuses the region.",
            content = @Content(schema = @Schema(implementation = RegionAnswer.class)))
    @Problems(IMPOSSIBLE_REGION)
    void replayRegion(
            ReplayedTopology replayed,
            KernelQuery query,
            @RequestParam HexAddress start,
            @RequestParam HexAddress sizeBytes,
            @RequestParam Optional<Integer> window,
            ViewWriter writer)
            throws IOException {
        KernelView view = query.view(replayed);
        RegionRequest region = window.map(number -> RegionRequest.inWindow(
                        view.topology().upload().machine().inputs(), number, start.value(), sizeBytes.value()))
                .orElseGet(() -> RegionRequest.at(start.value(), sizeBytes.value()));
        writer.write(TopologyHeaders.varied(TopologyHeaders.of(view)), FORMATS, memory -> run(view, region, memory));
    }

    private static RegionDryRun run(KernelView view, RegionRequest region, MemoryReservation memory) {
        memory.growForAnswer(NodeTable.bytes(view));
        return RegionDryRun.of(view, region);
    }

    private RegionRequest read(HttpServletRequest request, MemoryReservation memory) throws IOException {
        byte[] body = reader.read(request, memory);
        memory.addForParsing(body.length);
        return bodies.read(body, RegionBody.class).request();
    }
}

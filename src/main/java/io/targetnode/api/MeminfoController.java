package io.targetnode.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.KernelQuery;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.parameter.ViewQuery;
import io.targetnode.api.upload.ReplayMapping;
import io.targetnode.api.view.MeminfoAnswer;
import io.targetnode.api.view.MeminfoText;
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

/** The kernel's two lists: numa_meminfo and numa_reserved_meminfo. */
@RestController
class MeminfoController {

    private static final Map<MediaType, ViewFormat<MeminfoAnswer>> FORMATS = Map.of(
            MediaType.APPLICATION_JSON, ViewFormat.json(answer -> answer),
            MediaType.TEXT_PLAIN, ViewFormat.text(MeminfoText::of));

    private final TopologyService topologies;

    MeminfoController(TopologyService topologies) {
        this.topologies = topologies;
    }

    @GetMapping(
            path = ApiPaths.TOPOLOGIES + "/{name}/meminfo",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @Operation(tags = "Views", summary = "Show the kernel's two lists", description = """
                    numa_meminfo and numa_reserved_meminfo after boot, in the kernel's own order, each block with its origin \
                    and changes, and the lines that the kernel would print.""")
    @ApiResponse(
            responseCode = "200",
            description = "Both lists.",
            content = @Content(schema = @Schema(implementation = MeminfoAnswer.class)))
    @TopologyView
    void getMeminfo(@PathVariable TopologyName name, ViewQuery query, ViewWriter writer) throws IOException {
        write(query.view(topologies, name), writer);
    }

    @ReplayMapping(
            path = ApiPaths.REPLAY + "/meminfo",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @Operation(tags = "Replay", summary = "Show the kernel's two lists of an upload", description = "As GET …/meminfo.")
    @ApiResponse(
            responseCode = "200",
            description = "Both lists.",
            content = @Content(schema = @Schema(implementation = MeminfoAnswer.class)))
    void replayMeminfo(ReplayedTopology replayed, KernelQuery query, ViewWriter writer) throws IOException {
        write(query.view(replayed), writer);
    }

    private static void write(KernelView view, ViewWriter writer) throws IOException {
        writer.write(view, FORMATS, memory -> MeminfoAnswer.of(view));
    }
}

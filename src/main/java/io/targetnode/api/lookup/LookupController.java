package io.targetnode.api.lookup;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.api.json.HexAddress;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.Flag;
import io.targetnode.api.parameter.KernelQuery;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.parameter.ViewQuery;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Looks up one address. The fast path answers most of these requests with the same bytes. */
@RestController
class LookupController {

    private static final Map<MediaType, ViewFormat<LookupAnswer>> FORMATS = Map.of(
            MediaType.APPLICATION_JSON, ViewFormat.smallJson(answer -> answer),
            MediaType.TEXT_PLAIN, ViewFormat.text(ExplanationText::of));

    private final TopologyService topologies;

    LookupController(TopologyService topologies) {
        this.topologies = topologies;
    }

    @GetMapping(
            path = ApiPaths.TOPOLOGIES + "/{name}" + ApiPaths.LOOKUP,
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @Operation(tags = "Lookups", summary = "Look up an address", description = """
                    Answers as the kernel would. text/plain contains only the target node; with explain=true, it contains the \
                    explanation as labelled lines.""")
    @ApiResponse(
            responseCode = "200",
            description = "The answer. \"No node\" (-1) is also an answer.",
            content = @Content(schema = @Schema(implementation = LookupAnswer.class)))
    @TopologyView
    void lookup(
            @PathVariable TopologyName name,
            @RequestParam HexAddress address,
            UnitQuery unit,
            ViewQuery query,
            @RequestParam(defaultValue = "false") Flag explain,
            ViewWriter writer)
            throws IOException {
        write(query.view(topologies, name), address, unit, explain, writer);
    }

    @ReplayMapping(
            path = ApiPaths.REPLAY + ApiPaths.LOOKUP,
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @Operation(tags = "Replay", summary = "Look up an address of an upload", description = "As GET …/lookup.")
    @ApiResponse(
            responseCode = "200",
            description = "The answer. \"No node\" (-1) is also an answer.",
            content = @Content(schema = @Schema(implementation = LookupAnswer.class)))
    void replayLookup(
            ReplayedTopology replayed,
            @RequestParam HexAddress address,
            UnitQuery unit,
            KernelQuery query,
            @RequestParam(defaultValue = "false") Flag explain,
            ViewWriter writer)
            throws IOException {
        write(query.view(replayed), address, unit, explain, writer);
    }

    private static void write(KernelView view, HexAddress address, UnitQuery unit, Flag explain, ViewWriter writer)
            throws IOException {
        long byteAddress = unit.read().requireAddress(address);
        writer.write(view, FORMATS, memory -> LookupAnswer.of(view, byteAddress, explain.value()));
    }
}

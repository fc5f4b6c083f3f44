package io.targetnode.api.lookup;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.api.json.HexAddress;
import io.targetnode.api.json.JsonAnswers;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.Flag;
import io.targetnode.api.parameter.KernelQuery;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.parameter.ViewQuery;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.api.upload.ReplayMapping;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.ReplayedTopology;
import io.targetnode.topology.service.TopologyService;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Looks up one address. The fast path answers most of these requests with the same bytes. */
@RestController
class LookupController {

    private final TopologyService topologies;
    private final JsonAnswers json;

    LookupController(TopologyService topologies, JsonAnswers json) {
        this.topologies = topologies;
        this.json = json;
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
    ResponseEntity<Object> lookup(
            @PathVariable TopologyName name,
            @RequestParam HexAddress address,
            UnitQuery unit,
            ViewQuery query,
            @RequestParam(defaultValue = "false") Flag explain,
            MediaType accepted,
            HttpServletRequest request) {
        return answer(query.view(topologies, name), address, unit, explain, accepted, request);
    }

    @ReplayMapping(
            path = ApiPaths.REPLAY + ApiPaths.LOOKUP,
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @Operation(tags = "Replay", summary = "Look up an address of an upload", description = "As GET …/lookup.")
    @ApiResponse(
            responseCode = "200",
            description = "The answer. \"No node\" (-1) is also an answer.",
            content = @Content(schema = @Schema(implementation = LookupAnswer.class)))
    ResponseEntity<Object> replayLookup(
            ReplayedTopology replayed,
            @RequestParam HexAddress address,
            UnitQuery unit,
            KernelQuery query,
            @RequestParam(defaultValue = "false") Flag explain,
            MediaType accepted,
            HttpServletRequest request) {
        return answer(query.view(replayed), address, unit, explain, accepted, request);
    }

    private ResponseEntity<Object> answer(
            KernelView view,
            HexAddress address,
            UnitQuery unit,
            Flag explain,
            MediaType accepted,
            HttpServletRequest request) {
        long byteAddress = unit.read().requireAddress(address);
        LookupAnswer answer = LookupAnswer.of(view, byteAddress, explain.value());
        if (accepted.equals(MediaType.TEXT_PLAIN)) {
            return ResponseEntity.ok()
                    .headers(TopologyHeaders.of(view, accepted))
                    .body(ExplanationText.of(answer));
        }
        // A byte array is sent with a Content-Length.
        Object body = explain.value() ? answer : json.bytes(answer, request);
        return ResponseEntity.ok().headers(TopologyHeaders.of(view, accepted)).body(body);
    }
}

package io.targetnode.api.diff;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.analysis.TopologyDiff;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.revision.EntityTags;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.TopologyService;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** The changes between two revisions. */
@RestController
@RequestMapping(ApiPaths.TOPOLOGIES + "/{name}/diff")
class DiffController {

    private final TopologyService topologies;

    DiffController(TopologyService topologies) {
        this.topologies = topologies;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(tags = "Views", summary = "Show the changes between revisions", description = """
                    The ranges on which target node, hot-add node or backing differ between the revisions, under at least one kernel. \
                    Without kernel=, each revision is answered under its machine's own kernel, so that a new kernel also appears as a \
                    change. text/plain has one line per range and one column per kernel; it is empty if nothing changed.""")
    @ApiResponse(responseCode = "200", description = "The ranges; none if all answers are equal.")
    @TopologyView
    ResponseEntity<DiffAnswer> diff(@PathVariable TopologyName name, DiffQuery query) {
        TopologyDiff diff = query.diff(topologies, name);
        DiffAnswer answer = DiffAnswer.of(diff);
        return ResponseEntity.ok()
                .headers(TopologyHeaders.varied(TopologyHeaders.of(diff.to())))
                .eTag(EntityTags.of(diff.to().tag(), diff.from().tag(), answer.kernels()))
                .body(answer);
    }

    /** Writes line by line, because the complete text for a large machine and many kernels would need too much memory. */
    @Hidden
    @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
    void diffText(
            @PathVariable TopologyName name, DiffQuery query, ServletWebRequest request, HttpServletResponse response)
            throws IOException {
        TopologyDiff diff = query.diff(topologies, name);
        TopologyHeaders.add(TopologyHeaders.varied(TopologyHeaders.of(diff.to())), response);
        if (request.checkNotModified(EntityTags.of(diff.to().tag(), diff.from().tag(), "text"))) {
            return;
        }
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        DiffText.write(diff, response.getWriter());
    }
}

package io.targetnode.api.diff;

import static io.targetnode.api.problem.ProblemType.BUSY;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.analysis.TopologyDiff;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.problem.Problems;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.api.view.ViewFormat;
import io.targetnode.api.view.ViewWriter;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.TopologyService;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The changes between two revisions. Answers are written range by range: those for a large machine and many kernels have many MB. */
@RestController
class DiffController {

    /** Memory of a range. The changes are shared by many ranges. */
    private static final int RANGE_BYTES = 96;

    private static final Map<MediaType, ViewFormat<TopologyDiff>> FORMATS = Map.of(
            MediaType.APPLICATION_JSON, ViewFormat.json(DiffAnswer::of),
            MediaType.TEXT_PLAIN, ViewFormat.lines(DiffText::write));

    private final TopologyService topologies;

    DiffController(TopologyService topologies) {
        this.topologies = topologies;
    }

    @GetMapping(
            path = ApiPaths.TOPOLOGIES + "/{name}/diff",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @Operation(tags = "Views", summary = "Show the changes between revisions", description = """
                    The ranges on which target node, hot-add node or backing differ between the revisions, under at least one kernel. \
                    Without kernel=, each revision is answered under its machine's own kernel, so that a new kernel also appears as a \
                    change. text/plain has one line per range and one column per kernel; it is empty if nothing changed.""")
    @ApiResponse(
            responseCode = "200",
            description = "The ranges; none if all answers are equal.",
            content = @Content(schema = @Schema(implementation = DiffAnswer.class)))
    @TopologyView
    @Problems(BUSY)
    void diff(@PathVariable TopologyName name, DiffQuery query, ViewWriter writer) throws IOException {
        TopologyDiff diff = query.diff(topologies, name);
        HttpHeaders headers = TopologyHeaders.tagged(
                TopologyHeaders.of(diff.to()), diff.to(), diff.from().tag(), DiffAnswer.kernels(diff), writer.format());
        writer.write(headers, FORMATS, memory -> {
            memory.growForAnswer((long) RANGE_BYTES * diff.ranges().size());
            return diff;
        });
    }
}

package io.targetnode.api.diff;

import static io.targetnode.api.problem.ProblemType.BUSY;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.analysis.TopologyDiff;
import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.MemoryReservation;
import io.targetnode.api.json.JsonAnswers;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.problem.Problems;
import io.targetnode.api.revision.EntityTags;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.TopologyService;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** The changes between two revisions. Answers are written range by range: those for a large machine and many kernels have many MB. */
@RestController
@RequestMapping(ApiPaths.TOPOLOGIES + "/{name}/diff")
class DiffController {

    /** Memory of a range. The changes are shared by many ranges. */
    private static final int RANGE_BYTES = 96;

    private final TopologyService topologies;
    private final JsonAnswers json;
    private final MemoryBudget budget;

    DiffController(TopologyService topologies, JsonAnswers json, MemoryBudget budget) {
        this.topologies = topologies;
        this.json = json;
        this.budget = budget;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
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
    void diff(@PathVariable TopologyName name, DiffQuery query, ServletWebRequest request, HttpServletResponse response)
            throws IOException {
        TopologyDiff diff = query.diff(topologies, name);
        DiffAnswer answer = DiffAnswer.of(diff);
        if (isNew(diff, answer.kernels(), request, response)) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            try (MemoryReservation memory = budget.reserve()) {
                memory.growForAnswer(bytes(diff));
                json.write(answer, request.getRequest(), response.getOutputStream());
            }
        }
    }

    @Hidden
    @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
    void diffText(
            @PathVariable TopologyName name, DiffQuery query, ServletWebRequest request, HttpServletResponse response)
            throws IOException {
        TopologyDiff diff = query.diff(topologies, name);
        if (isNew(diff, "text", request, response)) {
            response.setContentType(MediaType.TEXT_PLAIN_VALUE);
            response.setCharacterEncoding(StandardCharsets.UTF_8);
            try (MemoryReservation memory = budget.reserve()) {
                memory.growForAnswer(bytes(diff));
                DiffText.write(diff, response.getWriter());
            }
        }
    }

    /** Sets the headers. Returns whether the client does not have this answer yet. */
    private static boolean isNew(
            TopologyDiff diff, Object variant, ServletWebRequest request, HttpServletResponse response) {
        TopologyHeaders.add(TopologyHeaders.varied(TopologyHeaders.of(diff.to())), response);
        return !request.checkNotModified(
                EntityTags.of(diff.to().tag(), diff.from().tag(), variant));
    }

    /** The memory of the ranges, until the client has read them. */
    private static long bytes(TopologyDiff diff) {
        return (long) RANGE_BYTES * diff.ranges().size();
    }
}

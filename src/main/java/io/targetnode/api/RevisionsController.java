package io.targetnode.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.PageLimit;
import io.targetnode.api.parameter.RevisionNumber;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.api.problem.Problems;
import io.targetnode.api.revision.Preconditions;
import io.targetnode.api.view.TopologyResource;
import io.targetnode.api.view.ViewWriter;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.TopologyService;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The history of a topology. */
@RestController
@RequestMapping(path = ApiPaths.TOPOLOGIES + "/{name}/revisions", produces = MediaType.APPLICATION_JSON_VALUE)
class RevisionsController {

    private final TopologyService topologies;
    private final Preconditions preconditions;

    RevisionsController(TopologyService topologies, Preconditions preconditions) {
        this.topologies = topologies;
        this.preconditions = preconditions;
    }

    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @Operation(
            tags = "Topologies",
            summary = "List the revisions of a topology",
            description = "The stored revisions, latest first, one page at a time.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of the history.",
            content = @Content(schema = @Schema(implementation = TopologyPage.class)))
    @Problems({ProblemType.MALFORMED_PARAMETER, ProblemType.UNKNOWN_TOPOLOGY, ProblemType.STORE_UNAVAILABLE})
    void listRevisions(
            @PathVariable TopologyName name,
            @RequestParam(defaultValue = PageLimit.DEFAULT) PageLimit limit,
            @RequestParam Optional<RevisionNumber> cursor,
            ViewWriter writer)
            throws IOException {
        int before = cursor.map(RevisionNumber::value).orElse(Integer.MAX_VALUE);
        TopologyPage page = TopologyPage.of(
                topologies.revisions(name, before, limit.value() + 1),
                limit,
                summary -> String.valueOf(summary.revision()));
        writer.write(page, TopologyPage.FORMATS);
    }

    @GetMapping(
            path = "/{revision}",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @Operation(
            tags = "Topologies",
            summary = "Show a revision",
            description = "Same as GET of the topology with revision= in the query.")
    @ApiResponse(
            responseCode = "200",
            description = "The topology at this revision.",
            content = @Content(schema = @Schema(implementation = TopologyResource.class)))
    @TopologyView
    void getRevision(
            @PathVariable TopologyName name,
            @PathVariable RevisionNumber revision,
            @RequestParam Optional<KernelRelease> kernel,
            @RequestParam Optional<LookupRule> rule,
            ViewWriter writer)
            throws IOException {
        TopologiesController.write(
                topologies.get(name, Optional.of(revision.value())).under(kernel, rule), writer);
    }

    @PostMapping("/{revision}/restore")
    @Operation(
            tags = "Upload",
            summary = "Restore a revision",
            description = "Stores the content of an old revision as a new revision. The other revisions are unchanged.")
    @ApiResponse(
            responseCode = "200",
            description = "Restored as a new revision, or unchanged because the content is already current.")
    @Problems({
        ProblemType.MALFORMED_PARAMETER,
        ProblemType.UNKNOWN_REVISION,
        ProblemType.UNKNOWN_TOPOLOGY,
        ProblemType.PRECONDITION_FAILED,
        ProblemType.PRECONDITION_REQUIRED,
        ProblemType.QUOTA_EXCEEDED,
        ProblemType.STORE_FULL,
        ProblemType.STORE_UNAVAILABLE
    })
    ResponseEntity<TopologyResource> restoreRevision(
            @PathVariable TopologyName name,
            @PathVariable RevisionNumber revision,
            @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
            HttpServletRequest request) {
        return WrittenAnswer.of(
                topologies.restore(name, revision.value(), preconditions.of(ifMatch, Optional.empty())), request);
    }
}

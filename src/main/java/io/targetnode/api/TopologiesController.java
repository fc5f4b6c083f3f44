package io.targetnode.api;

import static io.targetnode.api.problem.ProblemType.MALFORMED_PARAMETER;
import static io.targetnode.api.problem.ProblemType.PRECONDITION_FAILED;
import static io.targetnode.api.problem.ProblemType.PRECONDITION_REQUIRED;
import static io.targetnode.api.problem.ProblemType.QUOTA_EXCEEDED;
import static io.targetnode.api.problem.ProblemType.STORE_FULL;
import static io.targetnode.api.problem.ProblemType.STORE_UNAVAILABLE;
import static io.targetnode.api.problem.ProblemType.TOPOLOGY_EXISTS;
import static io.targetnode.api.problem.ProblemType.UNKNOWN_TOPOLOGY;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.api.access.WriteAccess;
import io.targetnode.api.access.WriteNote;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.Cursor;
import io.targetnode.api.parameter.PageLimit;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.parameter.ViewQuery;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.Problems;
import io.targetnode.api.revision.Preconditions;
import io.targetnode.api.upload.JudgedSubmission;
import io.targetnode.api.upload.Labels;
import io.targetnode.api.upload.UploadMapping;
import io.targetnode.api.view.TopologyResource;
import io.targetnode.api.view.TopologyText;
import io.targetnode.api.view.ViewFormat;
import io.targetnode.api.view.ViewWriter;
import io.targetnode.kernel.Architecture;
import io.targetnode.topology.RevisionSummary;
import io.targetnode.topology.TopologyFilter;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.TopologyService;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Stores, lists, shows and deletes topologies. */
@RestController
@RequestMapping(path = ApiPaths.TOPOLOGIES, produces = MediaType.APPLICATION_JSON_VALUE)
class TopologiesController {

    private static final Map<MediaType, ViewFormat<TopologyResource>> FORMATS = Map.of(
            MediaType.APPLICATION_JSON, ViewFormat.json(resource -> resource),
            MediaType.TEXT_PLAIN, ViewFormat.text(TopologyText::of));

    private final TopologyService topologies;
    private final Preconditions preconditions;
    private final WriteAccess access;

    TopologiesController(TopologyService topologies, Preconditions preconditions, WriteAccess access) {
        this.topologies = topologies;
        this.preconditions = preconditions;
        this.access = access;
    }

    @UploadMapping(method = RequestMethod.PUT, path = "/{name}")
    @Operation(
            tags = "Upload",
            summary = "Upload a topology",
            description =
                    "Creates the topology, or replaces it with a new revision. Repeating an upload changes nothing.")
    @ApiResponse(responseCode = "200", description = "Replaced with a new revision, or unchanged.")
    @ApiResponse(responseCode = "201", description = "Created. Location holds its path.")
    @Problems({
        MALFORMED_PARAMETER,
        PRECONDITION_FAILED,
        PRECONDITION_REQUIRED,
        QUOTA_EXCEEDED,
        STORE_FULL,
        STORE_UNAVAILABLE
    })
    ResponseEntity<TopologyResource> putTopology(
            @PathVariable TopologyName name,
            @RequestHeader(HttpHeaders.IF_NONE_MATCH) Optional<String> ifNoneMatch,
            @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> ifMatch,
            JudgedSubmission submission,
            HttpServletRequest request) {
        submission.name().filter(inBody -> !inBody.equals(name)).ifPresent(other -> {
            throw ProblemException.body("/name", "differs from the name in the path");
        });
        return WrittenAnswer.of(
                topologies.put(name, submission.topology(), preconditions.of(ifMatch, ifNoneMatch)), request);
    }

    @UploadMapping(
            method = RequestMethod.POST,
            consumes = {MediaType.APPLICATION_JSON_VALUE, MediaType.MULTIPART_FORM_DATA_VALUE})
    @Operation(
            tags = "Upload",
            summary = "Create a topology",
            description =
                    "Same as PUT for a new topology, with the name in the body: the JSON field `name`, or the form part `name`.")
    @ApiResponse(responseCode = "201", description = "Created. Location holds its path.")
    @Problems({TOPOLOGY_EXISTS, QUOTA_EXCEEDED, STORE_FULL, STORE_UNAVAILABLE})
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<TopologyResource> createTopology(JudgedSubmission submission, HttpServletRequest request) {
        TopologyName name = submission
                .name()
                .orElseThrow(() -> ProblemException.body("/name", "is required; with PUT, the name is in the path"));
        WriteNote.of(name).addTo(request);
        access.require(name);
        return WrittenAnswer.of(topologies.create(name, submission.topology()), request);
    }

    @GetMapping(produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @Operation(
            tags = "Topologies",
            summary = "List topologies",
            description = "Ordered by name, one page at a time. Each page shows the store at the time of its request.")
    @ApiResponse(
            responseCode = "200",
            description = "A page of the list.",
            content = @Content(schema = @Schema(implementation = TopologyPage.class)))
    @Problems({MALFORMED_PARAMETER, STORE_UNAVAILABLE})
    void listTopologies(
            @RequestParam(defaultValue = PageLimit.DEFAULT) PageLimit limit,
            @RequestParam Optional<Cursor> cursor,
            @RequestParam Optional<String> prefix,
            @RequestParam Optional<List<String>> label,
            @RequestParam Optional<Architecture> architecture,
            ViewWriter writer)
            throws IOException {
        List<RevisionSummary> found = topologies.list(
                cursor.map(Cursor::name),
                new TopologyFilter(prefix.orElse(""), Labels.filter(label), architecture),
                limit.value() + 1);
        TopologyPage page = TopologyPage.of(
                found, limit, summary -> Cursor.after(summary.name()).text());
        writer.write(page, TopologyPage.FORMATS);
    }

    @GetMapping(
            path = "/{name}",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
    @Operation(
            tags = "Topologies",
            summary = "Show a topology",
            description = "The upload, its exactness, and the result of the boot under a kernel.")
    @ApiResponse(
            responseCode = "200",
            description = "The topology.",
            content = @Content(schema = @Schema(implementation = TopologyResource.class)))
    @TopologyView
    void getTopology(@PathVariable TopologyName name, ViewQuery query, ViewWriter writer) throws IOException {
        write(query.view(topologies, name), writer);
    }

    static void write(KernelView view, ViewWriter writer) throws IOException {
        writer.write(view, FORMATS, memory -> TopologyResource.of(view));
    }

    @DeleteMapping("/{name}")
    @Operation(
            tags = "Delete",
            summary = "Delete a topology",
            description = "Deletes the topology with all its revisions.")
    @ApiResponse(responseCode = "204", description = "Deleted.")
    @Problems({MALFORMED_PARAMETER, UNKNOWN_TOPOLOGY, PRECONDITION_FAILED, PRECONDITION_REQUIRED, STORE_UNAVAILABLE})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteTopology(
            @PathVariable TopologyName name, @RequestHeader(HttpHeaders.IF_MATCH) Optional<String> ifMatch) {
        topologies.delete(name, preconditions.of(ifMatch, Optional.empty()));
    }
}

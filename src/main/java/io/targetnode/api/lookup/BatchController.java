package io.targetnode.api.lookup;

import static io.targetnode.api.problem.ProblemType.BUSY;
import static io.targetnode.api.problem.ProblemType.MALFORMED_BODY;
import static io.targetnode.api.problem.ProblemType.MALFORMED_PARAMETER;
import static io.targetnode.api.problem.ProblemType.STORE_UNAVAILABLE;
import static io.targetnode.api.problem.ProblemType.TOO_LARGE;
import static io.targetnode.api.problem.ProblemType.TOO_SLOW;
import static io.targetnode.api.problem.ProblemType.UNKNOWN_KERNEL;
import static io.targetnode.api.problem.ProblemType.UNKNOWN_REVISION;
import static io.targetnode.api.problem.ProblemType.UNKNOWN_TOPOLOGY;
import static io.targetnode.api.problem.ProblemType.UNSUPPORTED_MEDIA_TYPE;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.api.problem.Refuses;
import io.targetnode.api.view.TopologyHeaders;
import io.targetnode.api.wire.ApiPaths;
import io.targetnode.api.wire.HexAddress;
import io.targetnode.api.wire.JsonBodies;
import io.targetnode.api.wire.MemoryBudget;
import io.targetnode.api.wire.RevisionNumber;
import io.targetnode.api.wire.WholeBodies;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.resolve.LookupRule;
import io.targetnode.topology.KernelView;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.TopologyService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Many addresses, answered in their order by one revision. */
@RestController
@RequestMapping(ApiPaths.TOPOLOGIES + "/{name}" + ApiPaths.LOOKUP)
class BatchController {

    private final TopologyService topologies;
    private final JsonBodies bodies;
    private final WholeBodies wholeBodies;
    private final MemoryBudget budget;

    BatchController(TopologyService topologies, JsonBodies bodies, WholeBodies wholeBodies, MemoryBudget budget) {
        this.topologies = topologies;
        this.bodies = bodies;
        this.wholeBodies = wholeBodies;
        this.budget = budget;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE, produces = MediaType.APPLICATION_JSON_VALUE)
    @RequestBody(content = @Content(schema = @Schema(implementation = BatchBody.class)))
    @Operation(operationId = "lookupBatch", tags = "Lookups", summary = "Look many addresses up", description = """
                    The answers are in the order of the addresses, one revision for all. As JSON, one bad address fails the \
                    batch. As text/plain, an address a line is answered with a node a line, as it streams and without an \
                    upper bound; a malformed line answers "invalid", so that line n always answers line n. Whoever sends \
                    more than some million lines has to read the answers meanwhile.""")
    @ApiResponse(responseCode = "200", description = "The target nodes.")
    @Refuses({
        MALFORMED_PARAMETER,
        MALFORMED_BODY,
        UNKNOWN_KERNEL,
        UNKNOWN_REVISION,
        UNKNOWN_TOPOLOGY,
        STORE_UNAVAILABLE,
        TOO_LARGE,
        UNSUPPORTED_MEDIA_TYPE,
        TOO_SLOW,
        BUSY
    })
    ResponseEntity<BatchAnswer> lookup(
            @PathVariable TopologyName name,
            @RequestParam Optional<RevisionNumber> revision,
            @RequestParam Optional<KernelRelease> kernel,
            @RequestParam Optional<LookupRule> rule,
            @RequestParam(defaultValue = AddressUnit.BYTES) String unit,
            @RequestParam(defaultValue = AddressUnit.PAGE_BYTES) HexAddress pageSize,
            HttpServletRequest request)
            throws IOException {
        AddressUnit addressUnit = AddressUnit.of(unit, pageSize);
        KernelView view =
                topologies.get(name, revision.map(RevisionNumber::value)).under(kernel, rule);
        BatchBody batch = wholeBodies.read(request, bytes -> bodies.read(bytes, BatchBody.class));
        return ResponseEntity.ok()
                .headers(TopologyHeaders.of(view))
                .body(BatchAnswer.of(view, batch.addresses(), addressUnit));
    }

    @Hidden
    @PostMapping(consumes = MediaType.TEXT_PLAIN_VALUE, produces = MediaType.TEXT_PLAIN_VALUE)
    void lookupLines(
            @PathVariable TopologyName name,
            @RequestParam Optional<RevisionNumber> revision,
            @RequestParam Optional<KernelRelease> kernel,
            @RequestParam Optional<LookupRule> rule,
            @RequestParam(defaultValue = AddressUnit.BYTES) String unit,
            @RequestParam(defaultValue = AddressUnit.PAGE_BYTES) HexAddress pageSize,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        AddressUnit addressUnit = AddressUnit.of(unit, pageSize);
        KernelView view =
                topologies.get(name, revision.map(RevisionNumber::value)).under(kernel, rule);
        TopologyHeaders.of(view)
                .forEach((header, values) -> values.forEach(value -> response.addHeader(header, value)));
        response.setContentType(MediaType.TEXT_PLAIN_VALUE);
        try (HeldOutput answers = new HeldOutput(response.getOutputStream(), budget)) {
            new AddressLines(view.targetNodes(), addressUnit, answers).answer(request.getInputStream());
            answers.release();
        }
    }
}

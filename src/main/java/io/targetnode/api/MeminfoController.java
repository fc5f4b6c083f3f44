package io.targetnode.api;

import static io.targetnode.api.problem.ProblemType.MALFORMED_PARAMETER;
import static io.targetnode.api.problem.ProblemType.STORE_UNAVAILABLE;
import static io.targetnode.api.problem.ProblemType.UNKNOWN_KERNEL;
import static io.targetnode.api.problem.ProblemType.UNKNOWN_REVISION;
import static io.targetnode.api.problem.ProblemType.UNKNOWN_TOPOLOGY;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.RevisionNumber;
import io.targetnode.api.problem.Problems;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.api.view.MeminfoAnswer;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.resolve.LookupRule;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.TopologyService;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The kernel's two lists. */
@RestController
class MeminfoController {

    private final TopologyService topologies;

    MeminfoController(TopologyService topologies) {
        this.topologies = topologies;
    }

    @GetMapping(path = ApiPaths.TOPOLOGIES + "/{name}/meminfo", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "getMeminfo", tags = "Views", summary = "Show the kernel's two lists", description = """
                    numa_meminfo and numa_reserved_meminfo after boot, in the kernel's own order, each block with its origin \
                    and its changes, and the lines that the kernel would print.""")
    @ApiResponse(responseCode = "200", description = "Both lists.")
    @Problems({MALFORMED_PARAMETER, UNKNOWN_KERNEL, UNKNOWN_REVISION, UNKNOWN_TOPOLOGY, STORE_UNAVAILABLE})
    ResponseEntity<MeminfoAnswer> meminfo(
            @PathVariable TopologyName name,
            @RequestParam Optional<RevisionNumber> revision,
            @RequestParam Optional<KernelRelease> kernel,
            @RequestParam Optional<LookupRule> rule) {
        KernelView view =
                topologies.get(name, revision.map(RevisionNumber::value)).under(kernel, rule);
        return ResponseEntity.ok().headers(TopologyHeaders.json(view)).body(MeminfoAnswer.of(view));
    }
}

package io.targetnode.api.lookup;

import static io.targetnode.api.problem.ProblemType.MALFORMED_PARAMETER;
import static io.targetnode.api.problem.ProblemType.STORE_UNAVAILABLE;
import static io.targetnode.api.problem.ProblemType.UNKNOWN_KERNEL;
import static io.targetnode.api.problem.ProblemType.UNKNOWN_REVISION;
import static io.targetnode.api.problem.ProblemType.UNKNOWN_TOPOLOGY;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.api.json.HexAddress;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.Flag;
import io.targetnode.api.parameter.RevisionNumber;
import io.targetnode.api.problem.Problems;
import io.targetnode.api.revision.TopologyHeaders;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** One address. What is asked for often takes the way of {@link ShortWay} from the second time on. */
@RestController
@RequestMapping(ApiPaths.TOPOLOGIES + "/{name}" + ApiPaths.LOOKUP)
class LookupController {

    private final TopologyService topologies;

    LookupController(TopologyService topologies) {
        this.topologies = topologies;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "lookup", tags = "Lookups", summary = "Look an address up", description = """
                    Answers as the kernel would. As text/plain, the target node alone; with explain=true, the explanation \
                    in lines.""")
    @ApiResponse(
            responseCode = "200",
            description = "The answer; \"no node\" is one, too.",
            content = @Content(schema = @Schema(implementation = LookupAnswer.class)))
    @Problems({MALFORMED_PARAMETER, UNKNOWN_KERNEL, UNKNOWN_REVISION, UNKNOWN_TOPOLOGY, STORE_UNAVAILABLE})
    ResponseEntity<Object> lookup(
            @PathVariable TopologyName name,
            @RequestParam HexAddress address,
            @RequestParam(defaultValue = AddressUnit.BYTES) String unit,
            @RequestParam(defaultValue = AddressUnit.PAGE_BYTES) HexAddress pageSize,
            @RequestParam Optional<RevisionNumber> revision,
            @RequestParam Optional<KernelRelease> kernel,
            @RequestParam Optional<LookupRule> rule,
            @RequestParam(defaultValue = "false") Flag explain) {
        KernelView view =
                topologies.get(name, revision.map(RevisionNumber::value)).under(kernel, rule);
        long asked = AddressUnit.of(unit, pageSize).parameter(address);
        PreparedView prepared = PreparedViews.of(view.replayed()).prepare(view, Terms.of(kernel, rule));
        return ResponseEntity.ok()
                .headers(TopologyHeaders.json(view))
                .body(
                        explain.value()
                                ? LookupAnswer.of(view, asked, true)
                                : prepared.answer(asked, Representation.JSON).toByteArray());
    }

    @Hidden
    @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
    ResponseEntity<String> lookupText(
            @PathVariable TopologyName name,
            @RequestParam HexAddress address,
            @RequestParam(defaultValue = AddressUnit.BYTES) String unit,
            @RequestParam(defaultValue = AddressUnit.PAGE_BYTES) HexAddress pageSize,
            @RequestParam Optional<RevisionNumber> revision,
            @RequestParam Optional<KernelRelease> kernel,
            @RequestParam Optional<LookupRule> rule,
            @RequestParam(defaultValue = "false") Flag explain) {
        KernelView view =
                topologies.get(name, revision.map(RevisionNumber::value)).under(kernel, rule);
        long asked = AddressUnit.of(unit, pageSize).parameter(address);
        PreparedViews.of(view.replayed()).prepare(view, Terms.of(kernel, rule));
        LookupAnswer answer = LookupAnswer.of(view, asked, explain.value());
        String text = answer.explanation() == null
                ? answer.targetNode() + "\n"
                : ExplanationText.of(answer, answer.explanation());
        return ResponseEntity.ok().headers(TopologyHeaders.text(view)).body(text);
    }
}

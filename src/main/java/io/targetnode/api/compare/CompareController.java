package io.targetnode.api.compare;

import static io.targetnode.api.problem.ProblemType.BUSY;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.analysis.KernelComparison;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.KernelColumns;
import io.targetnode.api.parameter.RevisionNumber;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.problem.Problems;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.api.upload.ReplayMapping;
import io.targetnode.api.view.ViewFormat;
import io.targetnode.api.view.ViewWriter;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.ReplayedTopology;
import io.targetnode.topology.service.TopologyService;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Compares kernels on one topology. */
@RestController
class CompareController {

    private static final String CSV = "text/csv";

    private static final String CSV_EXAMPLE = """
            start,end,backing,6.12.74,7.3,reasons\r
            0x20000000,0x2fffffff,cxl-window,0,2,"LOOK: prefer-online -> prefer-reserved (since 6.12.75, 6.18.16, 6.19.6, 7.0): \
            the first block of the reserved list that holds the address decides, else the first one of meminfo"\r
            """;

    /** The memory of a range and its answer. Nodes and reasons are shared by many ranges. */
    private static final int RANGE_BYTES = 192;

    private static final Map<MediaType, ViewFormat<KernelComparison>> FORMATS = Map.of(
            MediaType.APPLICATION_JSON,
            ViewFormat.json(CompareAnswer::of),
            MediaType.TEXT_PLAIN,
            ViewFormat.lines(CompareText::write),
            MediaType.valueOf(CSV),
            ViewFormat.lines(CompareText::writeCsv));

    private final TopologyService topologies;

    CompareController(TopologyService topologies) {
        this.topologies = topologies;
    }

    @GetMapping(
            path = ApiPaths.TOPOLOGIES + "/{name}/compare",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, CSV})
    @Operation(tags = "Views", summary = "Compare kernels", description = """
                    The ranges on which at least two kernels give different target nodes, with the node under each kernel, and the \
                    changes between the kernels that make the difference. Without kernel=, one kernel of each behaviour that the \
                    topology's architecture can have is compared. text/plain has one line per range and one column per kernel; it is \
                    empty if all answers are equal.""")
    @ApiResponse(
            responseCode = "200",
            description = "The ranges; none if all answers are equal.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = CompareAnswer.class)),
                @Content(
                        mediaType = CSV,
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject(name = "compare", value = CSV_EXAMPLE))
            })
    @TopologyView
    @Problems(BUSY)
    void compare(
            @PathVariable TopologyName name,
            @RequestParam Optional<RevisionNumber> revision,
            @RequestParam Optional<List<KernelRelease>> kernel,
            @RequestParam Optional<LookupRule> rule,
            ViewWriter writer)
            throws IOException {
        List<KernelRelease> kernels = KernelColumns.requireSeveral(kernel.orElse(List.of()));
        write(topologies.get(name, revision.map(RevisionNumber::value)), kernels, rule, writer);
    }

    @ReplayMapping(
            path = ApiPaths.REPLAY + "/compare",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, CSV})
    @Operation(tags = "Replay", summary = "Compare kernels on an upload", description = "As GET …/compare.")
    @ApiResponse(
            responseCode = "200",
            description = "The ranges; none if all answers are equal.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = CompareAnswer.class)),
                @Content(mediaType = CSV, schema = @Schema(type = "string"))
            })
    void replayCompare(
            ReplayedTopology replayed,
            @RequestParam Optional<List<KernelRelease>> kernel,
            @RequestParam Optional<LookupRule> rule,
            ViewWriter writer)
            throws IOException {
        List<KernelRelease> kernels = KernelColumns.requireSeveral(kernel.orElse(List.of()));
        write(replayed, kernels, rule, writer);
    }

    private static void write(
            ReplayedTopology topology, List<KernelRelease> kernels, Optional<LookupRule> rule, ViewWriter writer)
            throws IOException {
        HttpHeaders headers = TopologyHeaders.tagged(
                TopologyHeaders.of(topology.topology()),
                topology.topology(),
                "compare",
                kernels,
                rule,
                writer.format());
        writer.write(headers, FORMATS, memory -> {
            KernelComparison comparison = KernelComparison.of(topology, kernels, rule);
            memory.growForAnswer((long) RANGE_BYTES * comparison.ranges().size());
            return comparison;
        });
    }
}

package io.targetnode.api.fleet;

import static io.targetnode.api.problem.ProblemType.DAMAGED_REVISION;
import static io.targetnode.api.problem.ProblemType.MALFORMED_PARAMETER;
import static io.targetnode.api.problem.ProblemType.STORE_UNAVAILABLE;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.analysis.audit.Verdict;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.Cursor;
import io.targetnode.api.parameter.PageLimit;
import io.targetnode.api.problem.Problems;
import io.targetnode.api.upload.Labels;
import io.targetnode.api.view.ViewFormat;
import io.targetnode.api.view.ViewWriter;
import io.targetnode.topology.FleetFilter;
import io.targetnode.topology.JudgedTopology;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.TopologyService;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Audits all topologies. */
@RestController
class FleetController {

    private static final String CSV = "text/csv";

    private static final String CSV_EXAMPLE = FleetItem.CSV_HEADER
            + "example,1,7.3,fixed,268435456,8f2a3c0d6b1e4f75a9c2d3e4f5061728,false,true,assumed\r\n";

    private static final String LINES_EXAMPLE = """
            {"name":"example","revision":1,"kernel":"7.3","verdict":"fixed","affectedBytes":268435456,\
            "fingerprint":"8f2a3c0d6b1e4f75a9c2d3e4f5061728","kernelAssumed":false,\
            "lookupKnown":true,"exactness":"assumed"}
            """;

    private static final Map<MediaType, ViewFormat<FleetAnswer>> PAGES = Map.of(
            MediaType.APPLICATION_JSON, ViewFormat.json(answer -> answer),
            MediaType.TEXT_PLAIN, ViewFormat.text(FleetText::of));

    private final TopologyService topologies;
    private final JsonMapper mapper;
    private final Map<MediaType, ViewFormat<List<JudgedTopology>>> lists;

    FleetController(TopologyService topologies, JsonMapper mapper) {
        this.topologies = topologies;
        this.mapper = mapper;
        this.lists = Map.of(
                MediaType.valueOf(CSV),
                ViewFormat.lines(FleetController::writeCsv),
                MediaType.APPLICATION_NDJSON,
                ViewFormat.lines(this::writeLines));
    }

    @GetMapping(
            path = ApiPaths.FLEET,
            produces = {
                MediaType.APPLICATION_JSON_VALUE,
                MediaType.TEXT_PLAIN_VALUE,
                CSV,
                MediaType.APPLICATION_NDJSON_VALUE
            })
    @Operation(tags = "Topologies", summary = "Audit the fleet", description = """
                    The verdict on each topology under its own kernel; under the newest kernel if the upload names none. counts, byKernel \
                    and layouts cover all topologies that the filters select; items is a page of them. text/csv and \
                    application/x-ndjson have only the items, of all pages from the cursor on; limit limits those of text/csv. Verdicts are computed \
                    when a topology is written. If this service knows other kernels or rules than the one that wrote a topology, it counts \
                    the topology as notJudged until it is judged again in the background.""")
    @ApiResponse(
            responseCode = "200",
            description = "The counts and a page of topologies.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = FleetAnswer.class)),
                @Content(
                        mediaType = CSV,
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject(name = "items", value = CSV_EXAMPLE)),
                @Content(
                        mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject(name = "items", value = LINES_EXAMPLE))
            })
    @Problems({MALFORMED_PARAMETER, DAMAGED_REVISION, STORE_UNAVAILABLE})
    void auditFleet(
            @RequestParam Optional<PageLimit> limit,
            @RequestParam Optional<Cursor> cursor,
            @RequestParam Optional<String> prefix,
            @RequestParam Optional<List<String>> label,
            @RequestParam Optional<Verdict> verdict,
            ViewWriter writer)
            throws IOException {
        FleetFilter filter = new FleetFilter(prefix.orElse(""), Labels.filter(label), verdict.map(Verdict::apiName));
        Optional<TopologyName> after = cursor.map(Cursor::name);
        if (lists.containsKey(writer.format())) {
            int most = writer.format().equals(MediaType.APPLICATION_NDJSON)
                    ? Integer.MAX_VALUE
                    : limit.map(PageLimit::value).orElse(Integer.MAX_VALUE);
            writer.write(topologies.fleet().list(after, filter, most), lists);
        } else {
            PageLimit page = limit.orElseGet(() -> PageLimit.parse(PageLimit.DEFAULT));
            writer.write(FleetAnswer.of(topologies.fleet(), after, filter, page), PAGES);
        }
    }

    private static void writeCsv(List<JudgedTopology> topologies, Appendable out) throws IOException {
        out.append(FleetItem.CSV_HEADER);
        for (JudgedTopology topology : topologies) {
            out.append(FleetItem.of(topology).csv());
        }
    }

    private void writeLines(List<JudgedTopology> judged, Appendable out) throws IOException {
        for (JudgedTopology topology : judged) {
            out.append(mapper.writeValueAsString(FleetItem.of(topology))).append('\n');
        }
    }
}

package io.targetnode.api.segments;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.parameter.ViewQuery;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.TopologyService;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** All answers at once, for clients that look up themselves. */
@RestController
@RequestMapping(ApiPaths.TOPOLOGIES + "/{name}/segments")
class SegmentsController {

    private static final String CSV_EXAMPLE = SegmentsText.CSV_HEADER + """
            0x0,0x1fffffff,0,system-ram\r
            0x20000000,0x2fffffff,2,cxl-window\r
            0x30000000,0x3fffffff,0,hole\r
            0x40000000,0x5fffffff,0,system-ram\r
            0x60000000,0x7fffffff,1,system-ram\r
            """;

    private final TopologyService topologies;

    SegmentsController(TopologyService topologies) {
        this.topologies = topologies;
    }

    @GetMapping(
            produces = {
                MediaType.APPLICATION_JSON_VALUE,
                SegmentsText.CSV_TYPE,
                MediaType.APPLICATION_OCTET_STREAM_VALUE
            })
    @Operation(operationId = "getSegments", tags = "Views", summary = "Take the compiled map", description = """
                    All answers as segments, within each of which all addresses have one target node and one backing: \
                    ascending, disjoint, both ends inclusive. What lies between them has no node (-1) and is a hole. With start \
                    and end, segments are cut to that range; with node, only those of that node are there: node=-1 gives what \
                    is described and has no node, and no holes. As application/octet-stream, a file that is looked up in as \
                    it is: docs/map-format.md says how, and examples/readers has readers in C and Python. Ask again with \
                    If-None-Match: a map that did not change costs a 304.""")
    @ApiResponse(
            responseCode = "200",
            description = "The map; none of the segments if nothing is in the range, or on the node.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = SegmentsAnswer.class)),
                @Content(
                        mediaType = SegmentsText.CSV_TYPE,
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject(name = "segments", value = CSV_EXAMPLE)),
                @Content(
                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                        schema = @Schema(type = "string", format = "binary"))
            })
    @TopologyView
    void segments(
            @PathVariable TopologyName name,
            SegmentQuery segments,
            ViewQuery query,
            MediaType accepted,
            ServletWebRequest request,
            HttpServletResponse response)
            throws IOException {
        SegmentFilter filter = segments.filter();
        SelectedSegments map = new SelectedSegments(query.view(topologies, name), filter);
        SegmentsFormat format = SegmentsFormat.of(accepted);
        TopologyHeaders.add(map.headers(), response);
        if (!request.checkNotModified(map.entityTag(format.tag()))) {
            format.write(map, response);
        }
    }
}

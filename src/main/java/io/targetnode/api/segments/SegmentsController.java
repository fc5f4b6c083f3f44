package io.targetnode.api.segments;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.api.json.JsonAnswers;
import io.targetnode.api.json.Pretty;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.KernelQuery;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.parameter.ViewQuery;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.api.upload.ReplayMapping;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.ReplayedTopology;
import io.targetnode.topology.service.TopologyService;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.ServletWebRequest;

/** The compiled map, for clients that look up addresses locally. */
@RestController
class SegmentsController {

    private static final String CSV_EXAMPLE = SegmentsText.CSV_HEADER + """
            0x0,0x1fffffff,0,system-ram\r
            0x20000000,0x2fffffff,2,cxl-window\r
            0x30000000,0x3fffffff,0,hole\r
            0x40000000,0x5fffffff,0,system-ram\r
            0x60000000,0x7fffffff,1,system-ram\r
            """;

    private final TopologyService topologies;
    private final JsonAnswers json;

    SegmentsController(TopologyService topologies, JsonAnswers json) {
        this.topologies = topologies;
        this.json = json;
    }

    @GetMapping(
            path = ApiPaths.TOPOLOGIES + "/{name}/segments",
            produces = {
                MediaType.APPLICATION_JSON_VALUE,
                SegmentsText.CSV_TYPE,
                MediaType.APPLICATION_OCTET_STREAM_VALUE
            })
    @Operation(tags = "Views", summary = "Download the compiled map", description = """
                    All answers as segments: ascending, disjoint, both ends inclusive. All addresses of a segment have the same target \
                    node and backing. Addresses between segments have no node (-1) and are a hole. With start and end, segments are cut \
                    to that range. With node, only segments of that node are returned; node=-1 returns described ranges without a node, \
                    but no holes. application/octet-stream is a binary file that a client can search without parsing it first. docs/map-format.md \
                    describes the format, and examples/readers has readers in C and Python. Clients that look up millions of addresses should \
                    download the map, and poll it with If-None-Match: an unchanged map is answered with 304.""")
    @ApiResponse(
            responseCode = "200",
            description = "The map. The list is empty if no segment is in the range or on the node.",
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
    void getSegments(
            @PathVariable TopologyName name,
            SegmentQuery segments,
            ViewQuery query,
            MediaType accepted,
            ServletWebRequest request,
            HttpServletResponse response)
            throws IOException {
        SegmentFilter filter = segments.filter();
        write(new SelectedSegments(query.view(topologies, name), filter), accepted, request, response);
    }

    @ReplayMapping(
            path = ApiPaths.REPLAY + "/segments",
            produces = {
                MediaType.APPLICATION_JSON_VALUE,
                SegmentsText.CSV_TYPE,
                MediaType.APPLICATION_OCTET_STREAM_VALUE
            })
    @Operation(tags = "Replay", summary = "Download the compiled map of an upload", description = "As GET …/segments.")
    @ApiResponse(
            responseCode = "200",
            description = "The map. The list is empty if no segment is in the range or on the node.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = SegmentsAnswer.class)),
                @Content(mediaType = SegmentsText.CSV_TYPE, schema = @Schema(type = "string")),
                @Content(
                        mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                        schema = @Schema(type = "string", format = "binary"))
            })
    void replaySegments(
            ReplayedTopology replayed,
            SegmentQuery segments,
            KernelQuery query,
            MediaType accepted,
            ServletWebRequest request,
            HttpServletResponse response)
            throws IOException {
        write(new SelectedSegments(query.view(replayed), segments.filter()), accepted, request, response);
    }

    private void write(
            SelectedSegments map, MediaType accepted, ServletWebRequest request, HttpServletResponse response)
            throws IOException {
        SegmentsFormat format = SegmentsFormat.of(accepted);
        if (TopologyHeaders.isUnmodified(map.headers(format.tag()), request)) {
            return;
        }
        if (format == SegmentsFormat.JSON && Pretty.isRequested(request.getRequest())) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            json.write(SegmentsAnswer.of(map), request.getRequest(), response.getOutputStream());
        } else {
            format.write(map, response);
        }
    }
}

package io.targetnode.api.segments;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.api.json.Pretty;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.KernelQuery;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.parameter.ViewQuery;
import io.targetnode.api.upload.ReplayMapping;
import io.targetnode.api.view.ViewFormat;
import io.targetnode.api.view.ViewWriter;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.ReplayedTopology;
import io.targetnode.topology.service.TopologyService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

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

    private static final Map<MediaType, ViewFormat<SelectedSegments>> FORMATS = Map.of(
            MediaType.APPLICATION_JSON,
            SegmentsController::json,
            MediaType.valueOf(SegmentsText.CSV_TYPE),
            SegmentsController::csv,
            MediaType.APPLICATION_OCTET_STREAM,
            SegmentsController::binary);

    private final TopologyService topologies;

    SegmentsController(TopologyService topologies) {
        this.topologies = topologies;
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
    void getSegments(@PathVariable TopologyName name, SegmentQuery segments, ViewQuery query, ViewWriter writer)
            throws IOException {
        SegmentFilter filter = segments.filter();
        write(new SelectedSegments(query.view(topologies, name), filter), writer);
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
    void replaySegments(ReplayedTopology replayed, SegmentQuery segments, KernelQuery query, ViewWriter writer)
            throws IOException {
        write(new SelectedSegments(query.view(replayed), segments.filter()), writer);
    }

    private static void write(SelectedSegments map, ViewWriter writer) throws IOException {
        writer.write(map.headers(writer.format()), FORMATS, memory -> map);
    }

    private static void json(SelectedSegments map, ViewWriter out) throws IOException {
        if (Pretty.isRequested(out.request())) {
            out.json(SegmentsAnswer.of(map));
        } else {
            SegmentsText.JSON.write(map, out.response().getOutputStream());
        }
    }

    private static void csv(SelectedSegments map, ViewWriter out) throws IOException {
        out.response().setCharacterEncoding(StandardCharsets.UTF_8);
        SegmentsText.CSV.write(map, out.response().getOutputStream());
    }

    private static void binary(SelectedSegments map, ViewWriter out) throws IOException {
        BinaryMap binary = new BinaryMap(map);
        String name = "attachment; filename=\"%s.map\""
                .formatted(map.view().topology().name());
        out.response().setHeader(HttpHeaders.CONTENT_DISPOSITION, name);
        out.response().setContentLengthLong(binary.length());
        binary.write(out.response().getOutputStream());
    }
}

package io.targetnode.api.picture;

import static io.targetnode.api.problem.ProblemType.BUSY;
import static io.targetnode.api.problem.ProblemType.PICTURE_TOO_LARGE;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.analysis.picture.MapStyle;
import io.targetnode.analysis.picture.Picture;
import io.targetnode.analysis.picture.PicturedKernels;
import io.targetnode.analysis.picture.SvgMap;
import io.targetnode.analysis.picture.TextMap;
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

/** The address space of a topology as a picture. */
@RestController
class MapController {

    private static final String SVG = "image/svg+xml";

    /** A picture that is opened by itself loads nothing and runs nothing. */
    private static final String POLICY = "default-src 'none'; style-src " + MapStyle.CSP_SOURCE
            + "; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private static final String EXAMPLE = """
            <svg xmlns="http://www.w3.org/2000/svg">
            <g data-lane="answer" data-start="0x20000000" data-end="0x2fffffff" data-node="2" data-kernel="7.3" \
            data-rule="prefer-reserved" data-backing="cxl-window"><title>0x20000000-0x2fffffff, 256 MiB</title></g>
            </svg>
            """;

    /** The memory of a block: its texts, and its element twice. */
    private static final int BLOCK_BYTES = 2_000;

    private static final int MAX_KERNELS = 2;

    private static final Map<MediaType, ViewFormat<Picture>> FORMATS = Map.of(
            MediaType.valueOf(SVG),
            (picture, out) -> out.text().append(SvgMap.of(picture, out.request().getContextPath())),
            MediaType.TEXT_PLAIN,
            ViewFormat.text(TextMap::of));

    private final TopologyService topologies;

    MapController(TopologyService topologies) {
        this.topologies = topologies;
    }

    @GetMapping(
            path = ApiPaths.TOPOLOGIES + "/{name}/map.svg",
            produces = {SVG, MediaType.TEXT_PLAIN_VALUE})
    @Operation(tags = "Views", summary = "Draw the address space", description = """
                    Lanes over one address axis: usable RAM, SRAT entries, windows, both lists of the kernel, and its answers. Without \
                    kernel=, the picture also has the answers of the other look-up rule (data-lane other-rule); with two kernels, those of \
                    both. A lane between two lanes of answers marks where they differ, and the rows below show the findings of the audit. \
                    Each block is an element with data-lane, data-start, data-end and, if it has a node, data-node; blocks of answers \
                    also have data-kernel, data-rule and data-backing, and are the segments of the kernel. Holes have a fixed width and a \
                    break sign. text/plain draws the lanes in characters, at most 100 columns.""")
    @ApiResponse(
            responseCode = "200",
            description = "The picture.",
            content =
                    @Content(
                            mediaType = SVG,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(name = "map", value = EXAMPLE)))
    @TopologyView
    @Problems({BUSY, PICTURE_TOO_LARGE})
    void map(
            @PathVariable TopologyName name,
            @RequestParam Optional<RevisionNumber> revision,
            @RequestParam Optional<List<KernelRelease>> kernel,
            @RequestParam Optional<LookupRule> rule,
            ViewWriter writer)
            throws IOException {
        List<KernelRelease> kernels = KernelColumns.require(kernel.orElse(List.of()), MAX_KERNELS);
        write(topologies.get(name, revision.map(RevisionNumber::value)), kernels, rule, writer);
    }

    @ReplayMapping(
            path = ApiPaths.REPLAY + "/map.svg",
            produces = {SVG, MediaType.TEXT_PLAIN_VALUE})
    @Operation(tags = "Replay", summary = "Draw the address space of an upload", description = "As GET …/map.svg.")
    @ApiResponse(
            responseCode = "200",
            description = "The picture.",
            content =
                    @Content(
                            mediaType = SVG,
                            schema = @Schema(type = "string"),
                            examples = @ExampleObject(name = "map", value = EXAMPLE)))
    @Problems(PICTURE_TOO_LARGE)
    void replayMap(
            ReplayedTopology replayed,
            @RequestParam Optional<List<KernelRelease>> kernel,
            @RequestParam Optional<LookupRule> rule,
            ViewWriter writer)
            throws IOException {
        List<KernelRelease> kernels = KernelColumns.require(kernel.orElse(List.of()), MAX_KERNELS);
        write(replayed, kernels, rule, writer);
    }

    private static void write(
            ReplayedTopology topology, List<KernelRelease> kernels, Optional<LookupRule> rule, ViewWriter writer)
            throws IOException {
        PicturedKernels shown = PicturedKernels.of(topology, kernels, rule);
        HttpHeaders headers = TopologyHeaders.tagged(
                TopologyHeaders.of(shown.first()),
                topology.topology(),
                "map",
                kernels,
                shown.first().choice().rule().apiName(),
                writer.request().getContextPath(),
                writer.format());
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        writer.write(headers, FORMATS, memory -> {
            memory.growForAnswer((long) BLOCK_BYTES * shown.blocks());
            return Picture.of(shown);
        });
    }
}

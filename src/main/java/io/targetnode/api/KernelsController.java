package io.targetnode.api;

import static io.targetnode.api.problem.ProblemType.UNKNOWN_KERNEL;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.targetnode.api.problem.Problems;
import io.targetnode.api.view.KernelAnswer;
import io.targetnode.api.view.KernelText;
import io.targetnode.api.view.KernelsAnswer;
import io.targetnode.api.view.ViewFormat;
import io.targetnode.api.view.ViewWriter;
import io.targetnode.kernel.KernelRelease;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The known kernel releases and behaviours. */
@RestController
@Tag(name = "Kernels")
@RequestMapping(
        path = "/api/v1/kernels",
        produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE})
class KernelsController {

    private static final Map<MediaType, ViewFormat<KernelsAnswer>> ALL = Map.of(
            MediaType.APPLICATION_JSON, ViewFormat.json(answer -> answer),
            MediaType.TEXT_PLAIN, ViewFormat.text(KernelText::of));

    private static final Map<MediaType, ViewFormat<KernelAnswer>> ONE = Map.of(
            MediaType.APPLICATION_JSON, ViewFormat.json(answer -> answer),
            MediaType.TEXT_PLAIN, ViewFormat.text(KernelText::of));

    @GetMapping
    @Operation(
            summary = "List behaviours and releases",
            description =
                    "The behaviours as values of eight switches, the mainline and stable releases of each, and the builds of distributions.")
    @ApiResponse(
            responseCode = "200",
            description = "All behaviours and ranges of releases.",
            content = @Content(schema = @Schema(implementation = KernelsAnswer.class)))
    void listKernels(ViewWriter writer) throws IOException {
        writer.write(KernelsAnswer.ALL, ALL);
    }

    @GetMapping("/{release}")
    @Operation(summary = "Show the behaviour of a release", description = "The behaviour of a release, and its basis.")
    @ApiResponse(
            responseCode = "200",
            description = "The release.",
            content = @Content(schema = @Schema(implementation = KernelAnswer.class)))
    @Problems(UNKNOWN_KERNEL)
    void getKernel(@PathVariable KernelRelease release, ViewWriter writer) throws IOException {
        writer.write(KernelAnswer.of(release), ONE);
    }
}

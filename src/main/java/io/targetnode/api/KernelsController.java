package io.targetnode.api;

import static io.targetnode.api.problem.ProblemType.UNKNOWN_KERNEL;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.targetnode.api.problem.Problems;
import io.targetnode.api.revision.TaggedAnswer;
import io.targetnode.api.view.KernelAnswer;
import io.targetnode.api.view.KernelText;
import io.targetnode.api.view.KernelsAnswer;
import io.targetnode.kernel.KernelRelease;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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

    @GetMapping
    @Operation(
            summary = "List behaviours and releases",
            description =
                    "The behaviours as values of eight switches, the mainline and stable releases of each, and the builds of distributions.")
    @ApiResponse(
            responseCode = "200",
            description = "All behaviours and ranges of releases.",
            content = @Content(schema = @Schema(implementation = KernelsAnswer.class)))
    ResponseEntity<Object> listKernels(MediaType accepted) {
        return TaggedAnswer.of(accepted, KernelsAnswer.ALL, KernelText::of);
    }

    @GetMapping("/{release}")
    @Operation(summary = "Show the behaviour of a release", description = "The behaviour of a release, and its basis.")
    @ApiResponse(
            responseCode = "200",
            description = "The release.",
            content = @Content(schema = @Schema(implementation = KernelAnswer.class)))
    @Problems(UNKNOWN_KERNEL)
    ResponseEntity<Object> getKernel(@PathVariable KernelRelease release, MediaType accepted) {
        return TaggedAnswer.of(accepted, KernelAnswer.of(release), KernelText::of);
    }
}

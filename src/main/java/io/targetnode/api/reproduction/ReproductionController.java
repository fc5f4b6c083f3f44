package io.targetnode.api.reproduction;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.analysis.reproduction.Reproduction;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.KernelQuery;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.parameter.ViewQuery;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.api.problem.Problems;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.api.upload.ReplayMapping;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.ReplayedTopology;
import io.targetnode.topology.service.TopologyService;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Archives that reproduce a layout in QEMU. */
@RestController
class ReproductionController {

    static final String TAR = "application/x-tar";

    private final TopologyService topologies;

    ReproductionController(TopologyService topologies) {
        this.topologies = topologies;
    }

    @GetMapping(path = ApiPaths.TOPOLOGIES + "/{name}/reproduce", produces = TAR)
    @Operation(tags = "Views", summary = "Reproduce the layout in QEMU", description = """
                    A tar with SRAT.aml and CEDT.aml, a script that boots a kernel in QEMU with these tables and this RAM, the same tables                     as an archive for an initrd, and a README.txt with what to expect. The tables hold only what the kernel reads to number                     nodes. Above 4 GiB, the virtual machine has only the beginning and the end of each range of RAM. The answer is 422 if                     QEMU cannot have the RAM or the processors, or if the architecture is not x86-64.""")
    @ApiResponse(
            responseCode = "200",
            description = "The archive.",
            content = @Content(mediaType = TAR, schema = @Schema(type = "string", format = "binary")))
    @TopologyView
    @Problems(ProblemType.NOT_REPRODUCIBLE)
    ResponseEntity<byte[]> reproduce(@PathVariable TopologyName name, ViewQuery query) {
        return answer(query.view(topologies, name));
    }

    @ReplayMapping(path = ApiPaths.REPLAY + "/reproduce", produces = TAR)
    @Operation(
            tags = "Replay",
            summary = "Reproduce the layout of an upload in QEMU",
            description = "As GET …/reproduce.")
    @ApiResponse(
            responseCode = "200",
            description = "The archive.",
            content = @Content(mediaType = TAR, schema = @Schema(type = "string", format = "binary")))
    @Problems(ProblemType.NOT_REPRODUCIBLE)
    ResponseEntity<byte[]> replayReproduce(ReplayedTopology replayed, KernelQuery query) {
        return answer(query.view(replayed));
    }

    private static ResponseEntity<byte[]> answer(KernelView view) {
        byte[] tar = ReproductionFiles.tar(Reproduction.of(view));
        return ResponseEntity.ok()
                .headers(TopologyHeaders.of(view, MediaType.parseMediaType(TAR)))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"%s-reproduce.tar\""
                                .formatted(view.topology().name()))
                .contentType(MediaType.parseMediaType(TAR))
                .body(tar);
    }
}

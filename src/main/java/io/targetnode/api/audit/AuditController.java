package io.targetnode.api.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.analysis.audit.Audit;
import io.targetnode.analysis.audit.Severity;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.KernelQuery;
import io.targetnode.api.parameter.TopologyView;
import io.targetnode.api.parameter.ViewQuery;
import io.targetnode.api.upload.ReplayMapping;
import io.targetnode.api.view.ViewFormat;
import io.targetnode.api.view.ViewWriter;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.ReplayedTopology;
import io.targetnode.topology.service.TopologyService;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Audits a topology under a kernel. */
@RestController
class AuditController {

    private static final Map<MediaType, ViewFormat<Audit>> FORMATS = Map.of(
            MediaType.APPLICATION_JSON,
            ViewFormat.json(AuditAnswer::of),
            MediaType.TEXT_PLAIN,
            ViewFormat.text(AuditText::of),
            MediaType.valueOf(SarifLog.MEDIA_TYPE),
            ViewFormat.json(SarifLog::of));

    private final TopologyService topologies;

    AuditController(TopologyService topologies) {
        this.topologies = topologies;
    }

    @GetMapping(
            path = ApiPaths.TOPOLOGIES + "/{name}/audit",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, SarifLog.MEDIA_TYPE})
    @Operation(tags = "Views", summary = "Audit a topology", description = """
                    Whether memory can get the wrong node on this kernel, and what is wrong with the layout, the kernel, or the memory that \
                    is online: each finding has a stable id, a severity, the addresses and the table entry that it concerns, what happens on \
                    this kernel, and what to do. text/plain reads like the output of a compiler. application/sarif+json is SARIF 2.1.0. \
                    The pages under [/findings](/findings) explain the ids.""")
    @ApiResponse(
            responseCode = "200",
            description = "The verdict and the findings.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = AuditAnswer.class)),
                @Content(mediaType = SarifLog.MEDIA_TYPE, schema = @Schema(type = "object"))
            })
    @TopologyView
    void audit(@PathVariable TopologyName name, ViewQuery query, ViewWriter writer) throws IOException {
        KernelView view = query.view(topologies, name);
        writer.write(view, FORMATS, memory -> Audit.of(view));
    }

    @ReplayMapping(
            path = ApiPaths.REPLAY + "/audit",
            produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, SarifLog.MEDIA_TYPE})
    @Operation(tags = "Replay", summary = "Audit an upload", description = """
                    As GET …/audit. With failOn, the status is 422 if a finding of that severity or worse is there. The body is then the \
                    audit, and not a problem, so that curl --fail-with-body ends a build and shows it.""")
    @ApiResponse(
            responseCode = "200",
            description = "The verdict and the findings.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = AuditAnswer.class)),
                @Content(mediaType = SarifLog.MEDIA_TYPE, schema = @Schema(type = "object"))
            })
    void replayAudit(
            ReplayedTopology replayed, KernelQuery query, @RequestParam Optional<Severity> failOn, ViewWriter writer)
            throws IOException {
        KernelView view = query.view(replayed);
        writer.write(view, FORMATS, memory -> {
            Audit audit = Audit.of(view);
            if (failOn.filter(audit::has).isPresent()) {
                writer.response().setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
            }
            return audit;
        });
    }
}

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
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.api.upload.ReplayMapping;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.ReplayedTopology;
import io.targetnode.topology.service.TopologyService;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Audits a topology under a kernel. */
@RestController
class AuditController {

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
    ResponseEntity<Object> audit(@PathVariable TopologyName name, ViewQuery query, MediaType accepted) {
        return answer(Audit.of(query.view(topologies, name)), accepted, HttpStatus.OK);
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
    ResponseEntity<Object> replayAudit(
            ReplayedTopology replayed, KernelQuery query, @RequestParam Optional<Severity> failOn, MediaType accepted) {
        Audit audit = Audit.of(query.view(replayed));
        boolean fails = failOn.filter(audit::has).isPresent();
        return answer(audit, accepted, fails ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.OK);
    }

    private static ResponseEntity<Object> answer(Audit audit, MediaType accepted, HttpStatus status) {
        HttpHeaders headers = TopologyHeaders.of(audit.view(), accepted.getSubtype());
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(status).headers(headers).contentType(accepted);
        if (accepted.equals(MediaType.TEXT_PLAIN)) {
            return response.body(AuditText.of(audit));
        }
        return response.body(accepted.equals(MediaType.APPLICATION_JSON) ? AuditAnswer.of(audit) : SarifLog.of(audit));
    }
}

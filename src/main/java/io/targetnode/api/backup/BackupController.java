package io.targetnode.api.backup;

import static io.targetnode.api.problem.ProblemType.BUSY;
import static io.targetnode.api.problem.ProblemType.IMPORT_CONFLICT;
import static io.targetnode.api.problem.ProblemType.MALFORMED_BODY;
import static io.targetnode.api.problem.ProblemType.STORE_FULL;
import static io.targetnode.api.problem.ProblemType.STORE_UNAVAILABLE;
import static io.targetnode.api.problem.ProblemType.TOO_LARGE;
import static io.targetnode.api.problem.ProblemType.TOO_SLOW;
import static io.targetnode.api.problem.ProblemType.UNSUPPORTED_MEDIA_TYPE;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.UploadLimit;
import io.targetnode.api.json.JsonBodies;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.api.problem.Problems;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.TopologyArchive;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Everything that is stored, out and in. */
@RestController
class BackupController {

    /** A raw SRAT of 1 MiB can become a document of 25 MB, whatever the limit of uploads is. */
    private static final int LINE_BYTES = 32 << 20;

    /** No other upload becomes so much longer. */
    private static final long LINE_BYTES_PER_BYTE = 4L;

    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** A backup takes a thread for as long as its client likes; look-ups need the others. */
    private static final int AT_ONCE = 8;

    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final TopologyArchive archive;
    private final JsonMapper mapper;
    private final JsonBodies bodies;
    private final MemoryBudget budget;
    private final UploadLimit limit;

    BackupController(
            TopologyArchive archive, JsonMapper mapper, JsonBodies bodies, MemoryBudget budget, UploadLimit limit) {
        this.archive = archive;
        this.mapper = mapper;
        this.bodies = bodies;
        this.budget = budget;
        this.limit = limit;
    }

    @GetMapping(path = ApiPaths.EXPORT, produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Operation(operationId = "exportAll", tags = "Backup", summary = "Export everything", description = """
                    A line for each revision that is kept, topology by topology, between a header and an end that counts \
                    them: a backup without its end was cut off. It holds what is stored when it begins; what is deleted \
                    meanwhile may be missing, and of what is replaced meanwhile the newer revision may be there, too.""")
    @ApiResponse(responseCode = "200", description = "All revisions, a JSON object a line.")
    @Problems({STORE_UNAVAILABLE, BUSY})
    void export(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"targetnode-export.ndjson\"");
        if (!HttpMethod.GET.matches(request.getMethod())) {
            return;
        }
        acquirePermit();
        try {
            new ExportStream(archive.walk(), mapper, budget, response.getOutputStream()).write();
        } catch (StoreUnavailableException | ProblemException e) {
            if (response.isCommitted()) {
                throw new BrokenExportException(e);
            }
            response.reset();
            throw e;
        } finally {
            permits.release();
        }
    }

    @PostMapping(
            path = ApiPaths.IMPORT,
            consumes = MediaType.APPLICATION_NDJSON_VALUE,
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "importAll", tags = "Backup", summary = "Import an export", description = """
                    Adds the revisions of an export to what is stored, with their numbers and times. A revision that is \
                    there already is left as it is, one that is older than what is kept here is passed over. Revisions are \
                    stored some at a time, as they arrive: if a line is refused, those before it are stored, and the same \
                    export can be sent again.""")
    @ApiResponse(responseCode = "200", description = "All revisions are stored.")
    @Problems({
        MALFORMED_BODY,
        IMPORT_CONFLICT,
        TOO_SLOW,
        TOO_LARGE,
        UNSUPPORTED_MEDIA_TYPE,
        STORE_FULL,
        STORE_UNAVAILABLE,
        BUSY
    })
    ImportSummary importAll(HttpServletRequest request) throws IOException {
        acquirePermit();
        try (LineReader lines = new LineReader(request.getInputStream(), longestLine(), limit.timeout(), budget);
                PendingRevisions pending = new PendingRevisions(budget)) {
            return new ImportStream(archive, bodies, budget, lines, pending).read();
        } finally {
            permits.release();
        }
    }

    private void acquirePermit() {
        if (!permits.tryAcquire()) {
            throw new ProblemException(
                    ProblemType.BUSY, "%d backups are under way already.".formatted(AT_ONCE), List.of());
        }
    }

    private int longestLine() {
        return (int) Math.min(LONGEST_ARRAY, Math.max(LINE_BYTES, LINE_BYTES_PER_BYTE * limit.bytes()));
    }
}

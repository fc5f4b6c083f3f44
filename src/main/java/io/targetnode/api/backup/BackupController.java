package io.targetnode.api.backup;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.api.access.WriteNote;
import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.UploadLimit;
import io.targetnode.api.json.JsonBodies;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.api.problem.Problems;
import io.targetnode.topology.DamagedRevisionException;
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

/** Exports and imports the complete store. */
@RestController
class BackupController {

    /** A raw SRAT of 1 MiB can become a document of 25 MB, independent of the upload limit. */
    private static final int LINE_BYTES = 32 << 20;

    /** The document of any other upload is at most this many times as long as the upload. */
    private static final long LINE_BYTES_PER_BYTE = 4L;

    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    /** The maximum number of concurrent exports, and also of concurrent imports. Each has its own permits, so neither blocks the other. */
    private static final int MAX_CONCURRENT = 8;

    private final Semaphore exports = new Semaphore(MAX_CONCURRENT);
    private final Semaphore imports = new Semaphore(MAX_CONCURRENT);
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
    @Operation(tags = "Backup", summary = "Export everything", description = """
                    One line per stored revision, topology by topology, between a header and a final line with their count. An export \
                    without its final line is incomplete. A revision that is damaged on disk has a line with `error`. It contains the revisions that are stored when it begins. A topology that is \
                    deleted during the export may be missing; the new revision of one that is replaced may be included.""")
    @ApiResponse(responseCode = "200", description = "All revisions, one JSON object per line.")
    @Problems({ProblemType.STORE_UNAVAILABLE, ProblemType.BUSY})
    void exportAll(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType(MediaType.APPLICATION_NDJSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"targetnode-export.ndjson\"");
        if (!HttpMethod.GET.matches(request.getMethod())) {
            return;
        }
        acquire(exports);
        try {
            new ExportStream(archive.walk(), mapper, budget, response.getOutputStream()).write();
        } catch (StoreUnavailableException | DamagedRevisionException | ProblemException e) {
            if (response.isCommitted()) {
                throw new BrokenExportException(e);
            }
            response.reset();
            throw e;
        } finally {
            exports.release();
        }
    }

    @PostMapping(
            path = ApiPaths.IMPORT,
            consumes = {MediaType.APPLICATION_NDJSON_VALUE, MediaType.TEXT_PLAIN_VALUE},
            produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(tags = "Backup", summary = "Import an export", description = """
                    Adds the revisions of an export to the store, with their numbers and times. A revision that is already stored is \
                    unchanged; a revision that the retention would delete is skipped. Revisions are stored in groups as they \
                    arrive: if a line is refused, the revisions before it are stored, and the same export can be sent again.""")
    @ApiResponse(responseCode = "200", description = "All revisions are stored.")
    @Problems({
        ProblemType.MALFORMED_BODY,
        ProblemType.IMPORT_CONFLICT,
        ProblemType.TOO_SLOW,
        ProblemType.TOO_LARGE,
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        ProblemType.STORE_FULL,
        ProblemType.STORE_UNAVAILABLE,
        ProblemType.BUSY
    })
    ImportSummary importAll(HttpServletRequest request) throws IOException {
        acquire(imports);
        try (LineReader lines = new LineReader(request.getInputStream(), longestLine(), limit.timeout(), budget);
                PendingRevisions pending = new PendingRevisions(budget)) {
            ImportStream stream = new ImportStream(archive, bodies, budget, lines, pending);
            try {
                return stream.read();
            } finally {
                WriteNote.of(stream.stored().text()).addTo(request);
            }
        } finally {
            imports.release();
        }
    }

    private static void acquire(Semaphore permits) {
        if (!permits.tryAcquire()) {
            throw new ProblemException(
                    ProblemType.BUSY,
                    "The maximum of %d concurrent exports, or imports, is reached.".formatted(MAX_CONCURRENT),
                    List.of());
        }
    }

    private int longestLine() {
        return (int) Math.min(LONGEST_ARRAY, Math.max(LINE_BYTES, LINE_BYTES_PER_BYTE * limit.bytes()));
    }
}

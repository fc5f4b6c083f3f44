package io.targetnode.api.auditlog;

import static io.targetnode.api.problem.ProblemType.MALFORMED_PARAMETER;
import static io.targetnode.api.problem.ProblemType.STORE_UNAVAILABLE;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.targetnode.api.backup.BrokenExportException;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.api.parameter.PageLimit;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.Problems;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.api.view.ViewFormat;
import io.targetnode.api.view.ViewWriter;
import io.targetnode.topology.AuditEntry;
import io.targetnode.topology.AuditFilter;
import io.targetnode.topology.AuditLog;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.TopologyName;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Shows the audit log. */
@RestController
class AuditLogController {

    private static final String CSV = "text/csv";

    private static final String CSV_EXAMPLE = AuditLogItem.CSV_HEADER
            + "17,2026-11-30T08:15:00.123Z,key:9f9f5111,127.0.0.1,create,example,1,PUT,/api/v1/topologies/example,201,\r\n";

    private static final String LINES_EXAMPLE = """
            {"number":17,"at":"2026-11-30T08:15:00.123Z","caller":"key:9f9f5111","address":"127.0.0.1","action":"create",\
            "name":"example","revision":1,"method":"PUT","path":"/api/v1/topologies/example","status":201,"detail":null}
            """;

    private static final Map<MediaType, ViewFormat<AuditLogPage>> PAGES = Map.of(
            MediaType.APPLICATION_JSON, ViewFormat.json(page -> page),
            MediaType.TEXT_PLAIN, ViewFormat.text(AuditLogPage::text));

    private final AuditLog log;
    private final JsonMapper mapper;
    private final Map<MediaType, ViewFormat<Entries>> lists;

    /** The first entries of a list, and what is needed to read the others. */
    private record Entries(List<AuditEntry> first, AuditFilter filter, int most) {}

    AuditLogController(AuditLog log, JsonMapper mapper) {
        this.log = log;
        this.mapper = mapper;
        this.lists = Map.of(
                MediaType.valueOf(CSV),
                ViewFormat.lines(this::writeCsv),
                MediaType.APPLICATION_NDJSON,
                ViewFormat.lines(this::writeLines));
    }

    @GetMapping(
            path = ApiPaths.AUDIT_LOG,
            produces = {
                MediaType.APPLICATION_JSON_VALUE,
                MediaType.TEXT_PLAIN_VALUE,
                CSV,
                MediaType.APPLICATION_NDJSON_VALUE
            })
    @Operation(tags = "Audit log", summary = "Show the audit log", description = """
                    The calls that wrote topologies, or were to write them, newest first: who, from where, what, and the outcome. Calls without a \
                    valid credential are not in it if the service needs one. An entry is stored within a second after the answer. JSON and text \
                    have a page; text/csv and application/x-ndjson have all entries from the cursor on, at most limit. The number of an entry \
                    is also the cursor of the entries before it.""")
    @ApiResponse(
            responseCode = "200",
            description = "A page of entries.",
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_JSON_VALUE,
                        schema = @Schema(implementation = AuditLogPage.class)),
                @Content(
                        mediaType = CSV,
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject(name = "entries", value = CSV_EXAMPLE)),
                @Content(
                        mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                        schema = @Schema(type = "string"),
                        examples = @ExampleObject(name = "entries", value = LINES_EXAMPLE))
            })
    @Problems({MALFORMED_PARAMETER, STORE_UNAVAILABLE})
    void listAuditLog(
            @RequestParam Optional<PageLimit> limit,
            @RequestParam Optional<String> cursor,
            @RequestParam Optional<TopologyName> name,
            @RequestParam Optional<String> prefix,
            @RequestParam Optional<String> caller,
            @RequestParam Optional<AuditEntry.Action> action,
            @RequestParam Optional<Instant> since,
            ViewWriter writer)
            throws IOException {
        AuditFilter filter = new AuditFilter(name, prefix.orElse(""), caller, action, since);
        long before = cursor.map(AuditLogController::number).orElse(Long.MAX_VALUE);
        if (lists.containsKey(writer.format())) {
            int most = limit.map(PageLimit::value).orElse(Integer.MAX_VALUE);
            writer.write(
                    TopologyHeaders.varied(new HttpHeaders()),
                    lists,
                    memory -> new Entries(log.list(filter, before, Math.min(most, PageLimit.MAX)), filter, most));
        } else {
            int most = limit.orElseGet(() -> PageLimit.parse(PageLimit.DEFAULT)).value();
            writer.write(AuditLogPage.of(log.list(filter, before, most + 1), most), PAGES);
        }
    }

    private static long number(String cursor) {
        if (!cursor.matches("[0-9]{1,18}")) {
            throw ProblemException.parameter("cursor", "must be the nextCursor of a page, or the number of an entry");
        }
        return Long.parseLong(cursor);
    }

    private void writeCsv(Entries entries, Appendable out) throws IOException {
        out.append(AuditLogItem.CSV_HEADER);
        write(entries, item -> AuditLogItem.csv(mapper.valueToTree(item)), out);
    }

    private void writeLines(Entries entries, Appendable out) throws IOException {
        write(entries, item -> mapper.writeValueAsString(item) + '\n', out);
    }

    private void write(Entries entries, Function<AuditLogItem, String> line, Appendable out) throws IOException {
        List<AuditEntry> page = entries.first();
        int left = entries.most();
        while (!page.isEmpty()) {
            for (AuditEntry entry : page) {
                out.append(line.apply(AuditLogItem.of(entry)));
            }
            left -= page.size();
            page = next(entries.filter(), page, left);
        }
    }

    /** The entries after a page. A failure closes the connection in the middle of the body: its beginning has been sent. */
    private List<AuditEntry> next(AuditFilter filter, List<AuditEntry> page, int left) {
        boolean isLast = page.size() < PageLimit.MAX || left == 0;
        try {
            return isLast
                    ? List.of()
                    : log.list(filter, page.get(page.size() - 1).number(), Math.min(left, PageLimit.MAX));
        } catch (StoreUnavailableException e) {
            throw new BrokenExportException(e);
        }
    }
}

package io.targetnode.api.auditlog;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.topology.AuditEntry;
import io.targetnode.topology.TopologyName;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An entry of the audit log. */
@Schema(description = "A call that wrote, or was to write.")
record AuditLogItem(
        @Schema(description = "Ascends in the order in which entries were stored.", example = "17")
        long number,

        @Schema(description = "When the call ended.", example = "2026-11-30T08:15:00.123Z")
        Instant at,

        @Schema(
                description =
                        "key: and the fingerprint of an API key; sub: and the subject of a token; client: and the client of a token "
                                + "without a subject; token for a token with neither; or anonymous for a call without a credential.",
                example = "key:9f9f5111")
        String caller,

        @Schema(description = "The address of the client.", example = "127.0.0.1")
        String address,

        @Schema(
                description = "What the call did. refused: the status is 4xx; failed: it is 5xx.",
                example = "create",
                allowableValues = {
                    "create",
                    "replace",
                    "unchanged",
                    "delete",
                    "restore",
                    "import",
                    "other",
                    "refused",
                    "failed"
                })
        String action,

        @Schema(description = "The topology; null for an import.", example = "example") @Nullable
        String name,

        @Schema(description = "The current revision after an upload.", example = "1") @Nullable
        Integer revision,

        @Schema(description = "The method of the request.", example = "PUT")
        String method,

        @Schema(description = "The path of the request.", example = "/api/v1/topologies/example")
        String path,

        @Schema(description = "The status of the answer.", example = "201")
        int status,

        @Schema(description = "What an import has stored.") @Nullable
        String detail) {

    static final String CSV_HEADER = "number,at,caller,address,action,name,revision,method,path,status,detail\r\n";

    static AuditLogItem of(AuditEntry entry) {
        return new AuditLogItem(
                entry.number(),
                entry.at(),
                entry.caller(),
                entry.address(),
                entry.action().apiName(),
                entry.name().map(TopologyName::text).orElse(null),
                entry.revision().orElse(null),
                entry.method(),
                entry.path(),
                entry.status(),
                entry.detail().orElse(null));
    }

    /** A line of CSV (RFC 4180) with the fields of the JSON object. */
    static String csv(JsonNode item) {
        return item.valueStream()
                .map(field -> field.isNull() ? "" : quoted(field.asString()))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    static String text(@Nullable Object field) {
        return Objects.toString(field, "");
    }

    private static String quoted(String field) {
        return field.contains(",") || field.contains("\"") ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }
}

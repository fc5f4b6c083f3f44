package io.targetnode.app;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.targetnode.api.json.Pretty;
import io.targetnode.api.parameter.KernelColumns;
import io.targetnode.api.parameter.PageLimit;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.AuditEntry;
import io.targetnode.topology.TopologyName;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.http.MediaType;
import org.springframework.web.method.HandlerMethod;

/** Documents parameters by name, because a parameter has the same meaning in every call. */
final class ParameterDocs implements OperationCustomizer {

    private static final String NAME =
            "The topology: 1 to 128 characters of A-Z a-z 0-9 . _ -; the first is alphanumeric.";

    private static final Set<String> OF_PICTURES = Set.of("map", "replayMap");

    @Override
    public Operation customize(Operation operation, HandlerMethod handlerMethod) {
        if (answersJson(operation)) {
            operation.addParametersItem(new QueryParameter().name(Pretty.NAME));
        }
        if (operation.getParameters() != null) {
            operation
                    .getParameters()
                    .forEach(parameter -> parameter
                            .description(description(parameter, operation.getOperationId()))
                            .example(example(parameter))
                            .schema(schema(parameter)));
        }
        return operation;
    }

    private static boolean answersJson(Operation operation) {
        return operation.getResponses().values().stream()
                .map(ApiResponse::getContent)
                .anyMatch(content -> content != null && content.containsKey(MediaType.APPLICATION_JSON_VALUE));
    }

    private static String description(Parameter parameter, String operation) {
        return switch (parameter.getName()) {
            case "action" -> "Only calls with this effect.";
            case "caller" -> "Only calls of this caller, as entries name it: key:9f9f5111, for example.";
            case "since" -> "Only calls since this time: 2026-11-30T08:15:00Z, for example.";
            case "name" -> isInPath(parameter) ? NAME : "Only entries of this topology.";
            case "address" -> "The address: 0x and hexadecimal digits, or decimal digits, below 2^64.";
            case "kernel" ->
                OF_PICTURES.contains(operation)
                        ? "One or two releases as uname -r prints them. Default: the topology's own kernel, under both look-up rules."
                        : isList(parameter)
                                ? "Releases as uname -r prints them, at most %d; fewer for a machine with hundreds of thousands of ranges. Default: %s"
                                        .formatted(
                                                KernelColumns.MAX,
                                                operation.equals("diff")
                                                        ? "each revision's own kernel, else the newest."
                                                        : "one release of each known behaviour.")
                                : "A release as uname -r prints it (6.12.74+deb12-amd64, 6.12.107, 7.3). "
                                        + "Default: the topology's own kernel, else the newest. It does not choose one of several boots "
                                        + "in an uploaded log; the form field kernel does.";
            case "failOn" ->
                "The status is 422 if the audit has a finding of this severity or worse. Default: the status is always 200.";
            case "release" -> "A release as uname -r prints it.";
            case "rule" ->
                "Overrides only the kernel's look-up rule, for distributions that backport the newer one. stub: a kernel without "
                        + "NUMA_KEEP_MEMINFO, which answers node 0 for every address.";
            case "revision" ->
                isInPath(parameter)
                        ? "The revision: 1, 2, 3, …"
                        : "The revision that answers: 1, 2, 3, … Default: the current revision.";
            case "explain" -> "Whether the answer includes the explanation. Default: false.";
            case "pretty" -> "Whether JSON is indented. Default: false.";
            case "unit" -> "The unit of the numbers: bytes (addresses) or pfn (page frame numbers). Default: bytes.";
            case "pageSize" -> "The page size in bytes, a power of two; used with unit=pfn. Default: 4096.";
            case "start" ->
                operation.equals("replayRegion")
                        ? "The first address of the region."
                        : "The first address; segments are cut to the range. Default: 0x0.";
            case "sizeBytes" -> "The length of the region in bytes.";
            case "window" ->
                "The window that holds the region, by its position in the CEDT, from 0: the region is then a RAM region of the CXL driver, whose alignment rules apply. Default: memory at an address, which any driver adds.";
            case "end" -> "The last address, inclusive. Default: 0xffffffffffffffff.";
            case "node" -> "Only segments of this node; -1: only segments without a node. Default: all segments.";
            case "from" ->
                "The first revision to compare. Default: the revision before `to`, or `to` itself if it is revision 1.";
            case "to" -> "The second revision to compare. Default: the current revision.";
            case "limit" -> "The maximum number of items, 1 to 1000.";
            case "cursor" -> "The nextCursor of the previous page. Default: the first page.";
            case "prefix" -> "Only names with this prefix.";
            case "label" ->
                "key=value: only topologies with this label. If repeated, only topologies with all of the labels.";
            case "verdict" -> "Only topologies with this verdict: affected, fixed or not-affected.";
            case "architecture" ->
                "Only machines of this architecture: x86-64, arm64, riscv64 or loongarch64. Uploads that earlier versions of the service stored count as x86-64.";
            case "after" ->
                "Same as Last-Event-ID, for clients that cannot set the header. The header takes precedence.";
            case "Last-Event-ID" ->
                "The id of the last event that the client received. 0: all stored events. Default: new events only.";
            case "follow" -> "Whether the stream stays open for new events. If false, it ends after the stored events.";
            case "If-None-Match" -> "*: the write succeeds only if no topology of that name exists, else 412.";
            case "If-Match" ->
                "ETags of reads: the write succeeds only if one names the current revision, else 412. *: only if the topology exists.";
            default -> throw new IllegalStateException("no documentation for parameter " + parameter.getName());
        };
    }

    /**
     * The value that Swagger UI fills in; null for none. An optional parameter has none if it changes the answer: clients would send
     * it without noticing. {@code follow} ends the stream of events, because Swagger UI shows a response only when it is complete.
     */
    private static @Nullable Object example(Parameter parameter) {
        return switch (parameter.getName()) {
            case "name" -> isInPath(parameter) ? "example" : null;
            case "address" -> "0x20000000";
            case "release" -> "6.12.74";
            case "start" -> Boolean.TRUE.equals(parameter.getRequired()) ? "0x20000000" : null;
            case "sizeBytes" -> "268435456";
            case "revision" -> isInPath(parameter) ? 1 : null;
            case "follow" -> false;
            default -> null;
        };
    }

    private static Schema<?> schema(Parameter parameter) {
        return switch (parameter.getName()) {
            case "name" -> new StringSchema().pattern("^" + TopologyName.PATTERN + "$");
            case "rule" ->
                new StringSchema()
                        ._enum(List.of(
                                LookupRule.PREFER_RESERVED.apiName(),
                                LookupRule.PREFER_ONLINE.apiName(),
                                LookupRule.STUB.apiName()));
            case "failOn" -> new StringSchema()._enum(List.of("error", "warning", "info"));
            case "action" ->
                new StringSchema()
                        ._enum(Arrays.stream(AuditEntry.Action.values())
                                .map(AuditEntry.Action::apiName)
                                .toList());
            case "verdict" -> new StringSchema()._enum(List.of("affected", "fixed", "not-affected"));
            case "explain", "pretty" -> new BooleanSchema();
            case "follow" -> withDefault(new BooleanSchema(), true);
            case "after", "Last-Event-ID" -> number(0).format("int64");
            case "unit" -> new StringSchema()._enum(List.of("bytes", "pfn"));
            // The schema of an address has an example, which Swagger UI would fill in. A cursor is a text in every
            // list.
            case "start", "end", "pageSize", "cursor", "sizeBytes" -> new StringSchema();
            case "window" -> number(0);
            case "node" -> number(-1);
            case "limit" ->
                withDefault(number(1).maximum(BigDecimal.valueOf(PageLimit.MAX)), Integer.valueOf(PageLimit.DEFAULT));
            case "revision", "from", "to" -> number(1);
            default -> parameter.getSchema();
        };
    }

    private static boolean isList(Parameter parameter) {
        return parameter.getSchema() instanceof ArraySchema;
    }

    private static boolean isInPath(Parameter parameter) {
        return parameter.getIn().equals("path");
    }

    private static Schema<?> number(int minimum) {
        return new IntegerSchema().minimum(BigDecimal.valueOf(minimum));
    }

    private static Schema<?> withDefault(Schema<?> schema, Object value) {
        schema.setDefault(value);
        return schema;
    }
}

package io.targetnode.app;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.targetnode.api.parameter.PageLimit;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.TopologyName;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/** Parameters mean the same in every call: what they mean, and the example that Swagger UI fills in. */
final class ParameterDocs implements OperationCustomizer {

    private record Doc(String description, @Nullable Object example) {}

    private static final Map<String, Doc> DOCS = Map.of(
            "name",
            new Doc("The topology: 1 to 128 of A-Z a-z 0-9 . _ -, the first one alphanumeric.", "example"),
            "address",
            new Doc("The address: 0x and hexadecimal digits, or decimal digits, below 2^64.", "0x20000000"),
            "kernel",
            new Doc(
                    "A release as uname -r prints it (6.12.74+deb12-amd64, 6.12.107, 7.3). Left out: the topology's own, else the newest.",
                    "7.3"),
            "rule",
            new Doc("Overrides only the kernel's look-up rule: distributions backport it.", null),
            "explain",
            new Doc("Whether to add the explanation.", null),
            "release",
            new Doc("A release as uname -r prints it.", "6.12.74"),
            "limit",
            new Doc("At most so many, 1 to 1000.", null),
            "cursor",
            new Doc("nextCursor of the page before; left out for the first page.", null),
            "prefix",
            new Doc("Only names that begin so.", null),
            "unit",
            new Doc("What the numbers count: bytes (addresses) or pfn (page frame numbers).", null));

    private static final Doc REVISION =
            new Doc("The revision that answers: 1, 2, 3, … Left out: the current one.", null);
    private static final Doc REVISION_IN_PATH = new Doc("The revision: 1, 2, 3, …", "1");
    private static final Doc PAGE_SIZE = new Doc("Bytes in a page, a power of two; for unit=pfn.", null);
    private static final Doc LABEL =
            new Doc("key=value: only topologies with this label. Several: all must be there.", null);
    private static final Doc FROM = new Doc("A revision. Left out: the one before the other.", "1");
    private static final Doc TO = new Doc("The revision to compare with. Left out: the current one.", null);
    private static final Doc KERNELS = new Doc(
            "A release as uname -r prints it. Several: a column each, 16 at most. Left out: each revision's own, else the newest.",
            List.of("6.12.74", "7.3"));
    private static final Doc START = new Doc("Only from this address on; segments are cut. Left out: 0x0.", null);
    private static final Doc END = new Doc("Only up to this address, inclusive. Left out: 0xffffffffffffffff.", null);
    private static final Doc NODE =
            new Doc("Only segments of this node; -1: those that have none. Left out: of every node.", null);
    private static final Doc AFTER =
            new Doc("As Last-Event-ID, for clients that cannot set it; the header goes before it.", "0");
    private static final Doc FOLLOW = new Doc(
            "Whether the answer goes on as long as the client stays; if not, it ends after what is written already.",
            "false");
    private static final Doc LAST_EVENT_ID = new Doc(
            "Id of the last event that the client had: what follows is told. 0: all that is kept. Left out: what is written from now on.",
            null);

    @Override
    public Operation customize(Operation operation, HandlerMethod handlerMethod) {
        if (operation.getParameters() != null) {
            operation.getParameters().forEach(ParameterDocs::document);
        }
        return operation;
    }

    private static void document(Parameter parameter) {
        boolean list = parameter.getSchema() instanceof ArraySchema;
        Doc doc = list ? docOfList(parameter.getName()) : docOf(parameter);
        parameter.description(doc.description()).example(doc.example());
        switch (parameter.getName()) {
            case "name" -> parameter.schema(new StringSchema().pattern("^" + TopologyName.PATTERN + "$"));
            case "rule" ->
                parameter.schema(new StringSchema()
                        ._enum(List.of(LookupRule.PREFER_RESERVED.apiName(), LookupRule.PREFER_ONLINE.apiName())));
            case "explain" -> parameter.schema(flag(false));
            case "follow" -> parameter.schema(flag(true));
            case "after", "Last-Event-ID" ->
                parameter.schema(new IntegerSchema().format("int64").minimum(BigDecimal.ZERO));
            case "unit" -> parameter.schema(oneOf("bytes", "pfn"));
            // Without the example of an address: Swagger UI would fill it in, and both are optional.
            case "start", "end" -> parameter.schema(new StringSchema());
            case "node" -> parameter.schema(new IntegerSchema().minimum(BigDecimal.ONE.negate()));
            case "pageSize" -> parameter.schema(defaulting("4096"));
            case "limit" -> parameter.schema(limit());
            case "revision", "from", "to" -> parameter.schema(new IntegerSchema().minimum(BigDecimal.ONE));
            default -> {}
        }
    }

    private static BooleanSchema flag(boolean byDefault) {
        BooleanSchema schema = new BooleanSchema();
        schema.setDefault(byDefault);
        return schema;
    }

    private static IntegerSchema limit() {
        IntegerSchema schema = new IntegerSchema();
        schema.minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(PageLimit.MAX));
        schema.setDefault(Integer.valueOf(PageLimit.DEFAULT));
        return schema;
    }

    /** The first one is the default. */
    private static StringSchema oneOf(String... values) {
        StringSchema schema = defaulting(values[0]);
        schema.setEnum(List.of(values));
        return schema;
    }

    private static StringSchema defaulting(String value) {
        StringSchema schema = new StringSchema();
        schema.setDefault(value);
        return schema;
    }

    private static Doc docOf(Parameter parameter) {
        return switch (parameter.getName()) {
            case "revision" -> parameter.getIn().equals("path") ? REVISION_IN_PATH : REVISION;
            case "pageSize" -> PAGE_SIZE;
            case "from" -> FROM;
            case "to" -> TO;
            case "start" -> START;
            case "end" -> END;
            case "node" -> NODE;
            case "after" -> AFTER;
            case "follow" -> FOLLOW;
            case "Last-Event-ID" -> LAST_EVENT_ID;
            case "If-None-Match" -> new Doc("*: only if there is no topology of that name, else 412.", null);
            case "If-Match" ->
                new Doc(
                        "ETags of reads: only if the current revision is among them, else 412. *: if there is one.",
                        null);
            default -> DOCS.getOrDefault(parameter.getName(), new Doc("", null));
        };
    }

    /** Of those that may be given several times. */
    private static Doc docOfList(String name) {
        return name.equals("kernel") ? KERNELS : LABEL;
    }
}

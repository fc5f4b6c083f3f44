package io.targetnode.app;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.targetnode.api.upload.ReplayMapping;
import io.targetnode.api.upload.UploadTypes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/** Documents request bodies, with the files of {@code examples/} as examples. */
final class BodyDocs implements OperationCustomizer {

    private static final String JSON = "application/json";
    private static final String FORM = "multipart/form-data";
    private static final String TEXT = "text/plain";
    static final String OCTETS = "application/octet-stream";
    private static final String LINES = "application/x-ndjson";

    @Override
    public Operation customize(Operation operation, HandlerMethod handlerMethod) {
        if (handlerMethod.hasMethodAnnotation(ReplayMapping.class)) {
            operation.requestBody(body(anyUpload()));
        }
        switch (operation.getOperationId()) {
            case "putTopology" -> operation.requestBody(body(anyUpload()));
            case "createTopology" ->
                operation.requestBody(body(upload(Map.of("name", "example"))
                        .addMediaType(FORM, new MediaType().schema(reference(FormDocs.NAME)))));
            case "lookupBatch" -> operation.requestBody(body(batch()));
            // The region of the example lies in no window of that machine.
            case "replayRegion" ->
                Objects.requireNonNull(operation.getRequestBody().getContent().get(JSON))
                        .getExamples()
                        .remove("arm64");
            case "tryRegion" -> operation.requestBody(body(region()));
            // Swagger UI sends the first type unless another one is chosen. It would send application/x-ndjson as a
            // JSON string.
            case "importAll" ->
                operation.requestBody(
                        body(new Content().addMediaType(TEXT, backup()).addMediaType(LINES, backup())));
            default -> {}
        }
        return operation;
    }

    private static RequestBody body(Content content) {
        return new RequestBody().required(true).content(content);
    }

    /** Every body that describes a machine. */
    private static Content anyUpload() {
        return upload(Map.of())
                .addMediaType(FORM, new MediaType().schema(reference(FormDocs.NAME)))
                .addMediaType(
                        TEXT,
                        text(
                                "Text output of a host, recognised by content: acpidump, iasl -d, boot log, /proc/iomem …",
                                Examples.text("boot-log.txt")))
                .addMediaType(OCTETS, octets("Any file from a host, or a bundle, recognised by content."))
                .addMediaType(
                        UploadTypes.GZIP, octets("A bundle from collect.sh, a sosreport, or one compressed file."))
                .addMediaType(UploadTypes.TAR, octets("An uncompressed bundle."));
    }

    /** Both kinds of JSON body. {@code name} contains the name field if the call requires it; else it is empty. */
    private static Content upload(Map<String, Object> name) {
        MediaType json = new MediaType().schema(reference("TopologyBody"));
        json.addExamples(
                "described ranges",
                new Example()
                        .summary("Described ranges: a window between two ranges of node 0")
                        .value(named(name, "mission.json")));
        json.addExamples(
                "firmware view",
                new Example()
                        .summary("The same machine as its firmware describes it")
                        .value(named(name, "firmware-view.json")));
        json.addExamples(
                "arm64",
                new Example()
                        .summary("A machine of arm64, whose processor entries are GICC")
                        .value(named(name, "arm64.json")));
        return new Content().addMediaType(JSON, json);
    }

    private static Map<String, Object> named(Map<String, Object> name, String file) {
        Map<String, Object> body = new LinkedHashMap<>(name);
        body.putAll(Examples.json(file));
        return body;
    }

    private static Content batch() {
        MediaType json = new MediaType().schema(reference("BatchBody"));
        json.addExamples("addresses", new Example().value(Examples.json("batch.json")));
        return new Content()
                .addMediaType(JSON, json)
                .addMediaType(TEXT, text("One address per line, LF or CRLF.", Examples.text("batch.txt")))
                .addMediaType(OCTETS, octets("Unsigned 64-bit addresses, little-endian, 8 bytes each."));
    }

    private static Content region() {
        MediaType json = new MediaType().schema(reference("RegionBody"));
        json.addExamples("a region in the window", new Example().value(Examples.json("region.json")));
        return new Content().addMediaType(JSON, json);
    }

    static MediaType octets(String description) {
        return new MediaType().schema(new StringSchema().format("binary").description(description));
    }

    /** The content that an export returns and an import accepts. */
    static MediaType backup() {
        return text(
                "One JSON object per line: a header, the revisions, each with its document as text, and a final line with their count.",
                Examples.text("backup.ndjson"));
    }

    private static MediaType text(String description, String example) {
        return new MediaType()
                .schema(new StringSchema().description(description))
                .example(example);
    }

    private static Schema<?> reference(String name) {
        return new Schema<>().$ref("#/components/schemas/" + name);
    }
}

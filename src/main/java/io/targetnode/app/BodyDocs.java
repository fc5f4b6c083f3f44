package io.targetnode.app;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.targetnode.api.upload.UploadTypes;
import io.targetnode.topology.intake.HostFile;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/** The bodies of requests, with the examples of the folder {@code examples/}. */
final class BodyDocs implements OperationCustomizer {

    private static final String JSON = "application/json";
    private static final String FORM = "multipart/form-data";
    private static final String TEXT = "text/plain";
    static final String OCTETS = "application/octet-stream";
    private static final String LINES = "application/x-ndjson";

    @Override
    public Operation customize(Operation operation, HandlerMethod handlerMethod) {
        switch (operation.getOperationId()) {
            case "putTopology", "replay" ->
                operation.requestBody(body(upload(Map.of())
                        .addMediaType(FORM, new MediaType().schema(form()))
                        .addMediaType(
                                TEXT,
                                text(
                                        "A text that a host prints, told by its content: acpidump, iasl -d, boot log, /proc/iomem …",
                                        Examples.text("boot-log.txt")))
                        .addMediaType(OCTETS, octets("Any file of a host, or a bundle, told by its content."))
                        .addMediaType(UploadTypes.GZIP, octets("A bundle as collect.sh makes it, or one packed file."))
                        .addMediaType(UploadTypes.TAR, octets("A bundle that is not packed."))));
            case "createTopology" ->
                operation.requestBody(
                        body(upload(Map.of("name", "example-2")).addMediaType(FORM, new MediaType().schema(form()))));
            case "lookupBatch" -> operation.requestBody(body(batch()));
            case "importAll" -> operation.requestBody(body(new Content().addMediaType(LINES, backup())));
            default -> {}
        }
        return operation;
    }

    private static RequestBody body(Content content) {
        return new RequestBody().required(true).content(content);
    }

    /** Described ranges and the firmware view, with a name in front of the other fields where the call needs one. */
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
                .addMediaType(TEXT, text("An address a line, LF or CRLF.", Examples.text("batch.txt")))
                .addMediaType(OCTETS, octets("Unsigned 64-bit addresses, little-endian, eight bytes each."));
    }

    static MediaType octets(String description) {
        return new MediaType().schema(new StringSchema().format("binary").description(description));
    }

    /** What an export answers and an import takes. */
    static MediaType backup() {
        return text(
                "A JSON object a line: the header; revisions, each with its document as text; the end, which counts them.",
                Examples.text("backup.ndjson"));
    }

    private static MediaType text(String description, String example) {
        return new MediaType()
                .schema(new StringSchema().description(description))
                .example(example);
    }

    private static Schema<?> form() {
        Schema<?> form =
                new ObjectSchema().description("What a host has: every part optional, at least one file needed.");
        for (HostFile file : HostFile.values()) {
            form.addProperty(file.apiName(), new StringSchema().format("binary"));
        }
        Schema<?> files = new ArraySchema().items(new StringSchema().format("binary"));
        form.addProperty(
                "file",
                files.description("Any of these files, or a bundle, told by its content; may be there several times."));
        return form.addProperty("name", new StringSchema().description("Needed in POST /topologies only."))
                .addProperty("label", new StringSchema().description("key=value; may be there several times."))
                .addProperty("kernel", new StringSchema().description("Overrides what the boot log says."))
                .addProperty("commandLine", new StringSchema().description("Overrides what the boot log says."))
                .addProperty("maxNodes", new StringSchema().description("MAX_NUMNODES, 1024 if left out."));
    }

    private static Schema<?> reference(String name) {
        return new Schema<>().$ref("#/components/schemas/" + name);
    }
}

package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What {@code docs/openapi.json} promises is still there. The file is the document of the last release without its texts. After a
 * deliberate break, and at a release, replace it with {@code target/openapi.json}, which this test writes.
 */
@ServerTest
class OpenApiCompatibilityTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    private static final Set<String> TEXTS = Set.of("summary", "description", "example", "examples", "title", "tags");

    /** The names in these objects are not keywords. */
    private static final Set<String> NAMED =
            Set.of("properties", "schemas", "paths", "responses", "content", "headers");

    private final JsonNode current;

    OpenApiCompatibilityTest(@LocalServerPort int port) throws IOException {
        current = Api.json(new Api(port).get("/v3/api-docs"));
        ObjectNode written = (ObjectNode) withoutTexts(current, false);
        ((ObjectNode) written.get("info")).put("title", "targetnode");
        written.at("/paths")
                .findValues("responses")
                .forEach(responses -> responses.forEach(response -> ((ObjectNode) response).put("description", "")));
        Files.writeString(Path.of("target/openapi.json"), lines(written));
    }

    @Test
    void nothingIsRemovedOrChangedSinceTheCommittedDocument() throws IOException {
        JsonNode committed = MAPPER.readTree(Files.readString(Path.of("docs/openapi.json")));
        assertThat(OpenApiBreaks.between(committed, current))
                .as("incompatible changes of the API")
                .isEmpty();
    }

    @Test
    void removedAndChangedPartsAreFound() {
        assertThat(OpenApiBreaks.between(current, MAPPER.readTree("{\"paths\": {}}")))
                .contains("removed: get /api/v1/topologies/{name}/lookup");
        assertThat(breaksAfter("\"targetNode\":", "\"target\":"))
                .contains("removed: get /api/v1/topologies/{name}/lookup 200 application/json targetNode");
        assertThat(breaksAfter("\"name\":\"address\",\"in\":\"query\"", "\"name\":\"addr\",\"in\":\"query\""))
                .contains(
                        "removed: get /api/v1/topologies/{name}/lookup parameter query address",
                        "new and required: get /api/v1/topologies/{name}/lookup parameter query addr");
        assertThat(breaksAfter("\"type\":\"integer\"", "\"type\":\"string\""))
                .anyMatch(found -> found.startsWith("another type: "));
        assertThat(OpenApiBreaks.between(current, current)).isEmpty();
    }

    private Set<String> breaksAfter(String from, String to) {
        String text = current.toString();
        assertThat(text).contains(from);
        return OpenApiBreaks.between(current, MAPPER.readTree(text.replace(from, to)));
    }

    private static JsonNode withoutTexts(JsonNode node, boolean isNamed) {
        if (node.isObject()) {
            ObjectNode copy = MAPPER.createObjectNode();
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                if (isNamed || !TEXTS.contains(field.getKey())) {
                    copy.set(
                            field.getKey(), withoutTexts(field.getValue(), !isNamed && NAMED.contains(field.getKey())));
                }
            }
            return copy;
        }
        if (node.isArray()) {
            return MAPPER.createArrayNode()
                    .addAll(node.valueStream()
                            .map(element -> withoutTexts(element, false))
                            .toList());
        }
        return node;
    }

    /** One line for each path and each schema. */
    private static String lines(JsonNode document) {
        String paths = named(document.at("/paths"));
        String schemas = named(document.at("/components/schemas"));
        return "{\"openapi\": %s, \"info\": %s,\n\"paths\": {\n%s},\n\"components\": {\"schemas\": {\n%s}}}\n"
                .formatted(document.get("openapi"), document.get("info"), paths, schemas);
    }

    private static String named(JsonNode objects) {
        return objects.properties().stream()
                .map(field -> "\"%s\": %s\n".formatted(field.getKey(), field.getValue()))
                .collect(Collectors.joining(","));
    }
}

package io.targetnode.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;

@ServerTest
class OpenApiTest {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    /** Headers that the answers of the example do not have. */
    private static final Set<String> SOMETIMES = Set.of("Targetnode-Stale-Seconds", "Targetnode-Other-Rule");

    private final Api api;
    private final JsonNode document;

    OpenApiTest(@LocalServerPort int port) {
        api = new Api(port);
        document = Api.json(api.get("/v3/api-docs"));
    }

    private record Call(String method, String path, JsonNode operation) {}

    @Test
    void everyCallIsDescribedFromItsParametersToItsErrors() {
        for (Call call : calls()) {
            String as = call.method() + " " + call.path();
            JsonNode operation = call.operation();
            assertThat(operation.path("summary").asString("")).as(as).isNotBlank();
            assertThat(operation.path("description").asString("")).as(as).isNotBlank();
            assertThat(operation.get("tags")).as(as).hasSize(1);
            for (JsonNode parameter : operation.path("parameters")) {
                assertThat(parameter.path("description").asString("")).as(as).isNotBlank();
                assertThat(parameter.path("schema").isObject()).as(as).isTrue();
                assertThat(!parameter.path("required").asBoolean(false) || parameter.has("example"))
                        .as(as)
                        .isTrue();
            }
            for (Map.Entry<String, JsonNode> response :
                    operation.get("responses").properties()) {
                assertThat(response.getValue().path("description").asString(""))
                        .as(as)
                        .isNotBlank();
                JsonNode content = response.getValue().path("content");
                if (response.getKey().startsWith("2") && !response.getKey().equals("204")) {
                    assertThat(content.at("/application~1json/schema/$ref").isString() || hasExample(content))
                            .as(as)
                            .isTrue();
                } else if (!Set.of("204", "304").contains(response.getKey())) {
                    assertThat(content.at("/application~1problem+json/schema/$ref")
                                    .asString(""))
                            .isEqualTo("#/components/schemas/Problem");
                }
            }
        }
    }

    /** Streams and pictures are documented with an example only, and archives with their type. */
    private static boolean hasExample(JsonNode content) {
        return content.has("application/x-tar")
                || content.path("text/event-stream").has("examples")
                || content.path("image/svg+xml").has("examples")
                || content.path("application/x-ndjson").has("example");
    }

    @Test
    void everyCallOfTheApiIsDocumentedAndNothingElse(
            @org.springframework.beans.factory.annotation.Autowired
                    RequestMappingHandlerMapping requestMappingHandlerMapping) {
        Set<String> mapped = new TreeSet<>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, method) -> {
            for (String path : mapping.getPatternValues()) {
                if (path.startsWith("/api/") && belongsToApi(method)) {
                    mapping.getMethodsCondition()
                            .getMethods()
                            .forEach(verb -> mapped.add(verb.name().toLowerCase(java.util.Locale.ROOT) + " " + path));
                }
            }
        });
        Set<String> documented = new TreeSet<>();
        calls().forEach(call -> documented.add(call.method() + " " + call.path()));
        assertThat(documented).isEqualTo(mapped);
    }

    @Test
    void theDocumentDoesNotDependOnTheLanguageOfTheClient() {
        String document = api.get("/v3/api-docs").body();
        for (String language : List.of("de", "zh-CN, en;q=0.5", "x-unknown", "*")) {
            assertThat(api.get("/v3/api-docs", "Accept-Language", language).body())
                    .as(language)
                    .isEqualTo(document);
        }
    }

    @Test
    void everyFieldAndPartIsDescribed() {
        List<String> missing = new ArrayList<>();
        document.at("/components/schemas")
                .properties()
                .forEach(schema -> addUndescribed(schema.getKey(), schema.getValue(), missing));
        for (Call call : calls()) {
            for (JsonNode body : call.operation().at("/requestBody/content")) {
                addUndescribed(call.path(), body.path("schema"), missing);
            }
        }
        assertThat(missing).isEmpty();
    }

    private static void addUndescribed(String owner, JsonNode schema, List<String> missing) {
        schema.path("properties").properties().stream()
                .filter(property ->
                        property.getValue().path("description").asString("").isBlank())
                .forEach(property -> missing.add(owner + "." + property.getKey()));
    }

    @Test
    void fieldsAreRequiredAndNullableAsTheyAreSent() {
        JsonNode lookup = document.at("/components/schemas/LookupAnswer");
        assertThat(texts(lookup.get("required")))
                .contains("topology", "targetNode", "onlineNode", "meminfo")
                .doesNotContain("explanation");
        assertThat(texts(lookup.at("/properties/onlineNode/type"))).containsExactly("integer", "null");
        assertThat(lookup.at("/properties/meminfo/anyOf").findValuesAsString("$ref"))
                .hasSize(1);
        assertThat(lookup.at("/properties/targetNode/type").asString()).isEqualTo("integer");
        JsonNode resource = document.at("/components/schemas/TopologyResource");
        assertThat(texts(resource.at("/properties/bootReason/enum"))).contains("overlap", "");
        JsonNode upload = document.at("/components/schemas/TopologyBody");
        assertThat(upload.has("required")).isFalse();
        assertThat(texts(upload.at("/properties/systemRam/type"))).containsExactly("array", "null");
        assertThat(upload.at("/properties/name/pattern").asString())
                .startsWith("^(")
                .endsWith(")$");
        assertThat(texts(document.at("/components/schemas/DescribedBody/required")))
                .containsExactlyInAnyOrder("start", "end", "type", "node");
        assertThat(document.at("/components/schemas/BatchBody/properties/addresses/type")
                        .asString())
                .isEqualTo("array");
        assertThat(texts(document.at("/components/schemas/Problem/required"))).doesNotContain("errors");
    }

    @Test
    void everyCallThatAnswersJsonCanIndentIt() {
        for (Call call : calls()) {
            boolean answersJson = call.operation()
                    .get("responses")
                    .valueStream()
                    .anyMatch(response -> response.path("content").has("application/json"));
            boolean indents = call.operation()
                    .path("parameters")
                    .valueStream()
                    .anyMatch(parameter -> parameter.get("name").asString().equals("pretty"));
            assertThat(indents).as(call.path()).isEqualTo(answersJson);
        }
    }

    @Test
    void theCursorOfAPageIsSentAsItWasReceived() {
        assertThat(texts(document.at("/components/schemas/TopologyPage/properties/nextCursor/type")))
                .containsExactly("string", "null");
        for (Call call : calls()) {
            call.operation()
                    .path("parameters")
                    .valueStream()
                    .filter(parameter -> parameter.get("name").asString().equals("cursor"))
                    .forEach(
                            parameter -> assertThat(parameter.at("/schema/type").asString())
                                    .as(call.path())
                                    .isEqualTo("string"));
        }
    }

    /** A client that fills in a default or an example of an optional parameter would get another answer without noticing. */
    @Test
    void nothingIsFilledInThatChangesAnAnswer() {
        List<String> filled = new ArrayList<>();
        for (Call call : calls()) {
            for (JsonNode parameter : call.operation().path("parameters")) {
                boolean isFilled =
                        parameter.has("example") || parameter.path("schema").has("default");
                if (!parameter.path("required").asBoolean(false) && isFilled) {
                    filled.add(parameter.get("name").asString());
                }
            }
        }
        assertThat(new TreeSet<>(filled)).containsExactly("follow", "limit");
        assertThat(document.at("/components/schemas").findValues("default")).isEmpty();
    }

    @Test
    void theServerIsRelative() {
        assertThat(document.at("/servers").findValuesAsString("url")).containsExactly("..");
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(value -> value.asString("")).toList();
    }

    @Test
    void everyReferenceResolves() {
        for (String reference : document.findValuesAsString("$ref")) {
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        }
    }

    @Test
    void everyCallTriedInOrderAnswersAsDocumented() {
        List<String> answered = new ArrayList<>();
        for (JsonNode tag : document.get("tags")) {
            for (Call call : calls()) {
                if (call.operation()
                        .at("/tags/0")
                        .asString()
                        .equals(tag.get("name").asString())) {
                    answered.add(call.operation().get("operationId").asString());
                    tryOut(call);
                }
            }
        }
        assertThat(answered)
                .hasSize(calls().size())
                .startsWith("createTopology", "putTopology")
                .endsWith("deleteTopology");
    }

    /** Tries a call as Swagger UI does: with the examples of required parameters, and with each example of each body. */
    private void tryOut(Call call) {
        String path = withParameters(call);
        if (call.operation().at("/responses/304").isObject()) {
            assertTagged(call, path);
        }
        JsonNode bodies = call.operation().at("/requestBody/content");
        if (bodies.isMissingNode()) {
            assertAnswers(
                    call, api.send(call.method().toUpperCase(java.util.Locale.ROOT), path, BodyPublishers.noBody()));
        }
        JsonNode json = bodies.path("application/json");
        // The first example, which Swagger UI sends, comes last: the later calls are about its machine.
        List<Map.Entry<String, JsonNode>> examples =
                new ArrayList<>(json.path("examples").properties());
        Collections.reverse(examples);
        for (Map.Entry<String, JsonNode> example : examples) {
            if (call.operation().get("operationId").asString().equals("createTopology")) {
                api.send("DELETE", "/api/v1/topologies/example", BodyPublishers.noBody());
            }
            String body = example.getValue().get("value").toString();
            assertAnswers(call, send(call, path, Api.JSON, body));
        }
        JsonNode lines = bodies.path("application/x-ndjson");
        if (!lines.isMissingNode()) {
            for (String type : List.of("text/plain", "application/x-ndjson")) {
                assertAnswers(
                        call,
                        send(call, path, type, bodies.get(type).get("example").asString()));
            }
        }
        if (call.operation().get("operationId").asString().equals("lookupBatch")) {
            String text = bodies.at("/text~1plain/example").asString();
            assertThat(send(call, path, Api.TEXT, text).body())
                    .isEqualTo(call.operation()
                            .at("/responses/200/content/text~1plain/example")
                            .asString());
            assertThat(bodies.at("/application~1octet-stream/schema/format").asString())
                    .isEqualTo("binary");
            assertThat(call.operation()
                            .at("/responses/200/content/application~1octet-stream/schema/format")
                            .asString())
                    .isEqualTo("binary");
        }
    }

    private void assertTagged(Call call, String path) {
        String tag = api.get(path).headers().firstValue("ETag").orElse("");
        assertThat(tag).as(path).isNotBlank();
        assertThat(call.operation().at("/responses/200/headers/ETag").isObject())
                .isTrue();
        assertThat(api.get(path, "If-None-Match", tag).statusCode()).as(path).isEqualTo(304);
    }

    private HttpResponse<String> send(Call call, String path, String type, String body) {
        return api.send(call.method().toUpperCase(java.util.Locale.ROOT), path, type, body);
    }

    private static void assertAnswers(Call call, HttpResponse<String> response) {
        if (call.path().endsWith("/replay/reproduce") && response.body().contains("this one is of arm64")) {
            assertThat(response.statusCode()).isEqualTo(422);
            return;
        }
        assertThat(response.statusCode())
                .as(call.path() + " " + response.body())
                .isBetween(200, 204);
        JsonNode documented = call.operation().at("/responses/" + response.statusCode());
        assertThat(documented.isObject()).isTrue();
        for (Map.Entry<String, JsonNode> header : documented.path("headers").properties()) {
            assertThat(response.headers().firstValue(header.getKey()).isPresent())
                    .as(call.path() + " " + header.getKey())
                    .isEqualTo(!SOMETIMES.contains(header.getKey()));
        }
    }

    private static String withParameters(Call call) {
        String path = call.path();
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : call.operation().path("parameters")) {
            String name = parameter.get("name").asString();
            for (String example : examples(parameter)) {
                if (parameter.get("in").asString().equals("path")) {
                    path = path.replace("{" + name + "}", example);
                } else {
                    query.append(query.isEmpty() ? '?' : '&')
                            .append(name)
                            .append('=')
                            .append(example);
                }
            }
        }
        return path + query;
    }

    /** The example value, or all example values of a list. */
    private static List<String> examples(JsonNode parameter) {
        JsonNode example = parameter.path("example");
        return example.isArray()
                ? example.valueStream().map(JsonNode::asString).toList()
                : example.isMissingNode() ? List.of() : List.of(example.asString());
    }

    private List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        document.get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    if (METHODS.contains(operation.getKey())) {
                        calls.add(new Call(operation.getKey(), path.getKey(), operation.getValue()));
                    }
                }));
        return calls;
    }

    private static boolean belongsToApi(HandlerMethod method) {
        return method.getBeanType().getPackageName().startsWith("io.targetnode");
    }
}

package io.targetnode.api;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The changes between two OpenAPI documents that break a client of the first one. */
final class OpenApiBreaks {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete");

    private final JsonNode before;
    private final JsonNode after;
    private final Set<String> found = new TreeSet<>();
    private final Set<String> compared = new HashSet<>();

    private OpenApiBreaks(JsonNode before, JsonNode after) {
        this.before = before;
        this.after = after;
    }

    static Set<String> between(JsonNode before, JsonNode after) {
        OpenApiBreaks breaks = new OpenApiBreaks(before, after);
        breaks.before
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> breaks.operation(method.getKey(), path.getKey(), method.getValue())));
        return breaks.found;
    }

    private void operation(String method, String path, JsonNode old) {
        String place = method + " " + path;
        JsonNode now = after.get("paths").path(path).path(method);
        if (now.isMissingNode()) {
            found.add("removed: " + place);
            return;
        }
        parameters(place, old, now);
        content(place + " body", old.path("requestBody"), now.path("requestBody"), true);
        requireAll(place, old.path("responses"), now.path("responses"));
        old.path("responses")
                .properties()
                .forEach(response -> content(
                        place + " " + response.getKey(),
                        response.getValue(),
                        now.path("responses").path(response.getKey()),
                        false));
    }

    private void parameters(String place, JsonNode old, JsonNode now) {
        Map<String, JsonNode> oldOnes = parameters(old);
        Map<String, JsonNode> newOnes = parameters(now);
        oldOnes.forEach((name, parameter) -> {
            if (newOnes.containsKey(name)) {
                JsonNode other = newOnes.get(name);
                requireOptional(place + name, isRequired(parameter), isRequired(other));
                schema(place + name, parameter.path("schema"), other.path("schema"), true);
            } else {
                found.add("removed: " + place + name);
            }
        });
        newOnes.forEach(
                (name, parameter) -> requireOptional(place + name, oldOnes.containsKey(name), isRequired(parameter)));
    }

    private static Map<String, JsonNode> parameters(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .collect(Collectors.toMap(
                        parameter -> " parameter " + parameter.get("in").asString() + " "
                                + parameter.get("name").asString(),
                        parameter -> parameter));
    }

    private static boolean isRequired(JsonNode parameter) {
        return parameter.path("required").asBoolean(false);
    }

    private void requireOptional(String place, boolean wasRequired, boolean isRequired) {
        if (isRequired && !wasRequired) {
            found.add("new and required: " + place);
        }
    }

    private void content(String place, JsonNode old, JsonNode now, boolean isRequest) {
        requireAll(place, old.path("content"), now.path("content"));
        old.path("content")
                .properties()
                .forEach(type -> schema(
                        place + " " + type.getKey(),
                        type.getValue().path("schema"),
                        now.path("content").path(type.getKey()).path("schema"),
                        isRequest));
    }

    private void requireAll(String place, JsonNode old, JsonNode now) {
        old.propertyStream()
                .map(Map.Entry::getKey)
                .filter(name -> !now.has(name))
                .forEach(name -> found.add("removed: " + place + " " + name));
    }

    private void schema(String place, JsonNode oldSchema, JsonNode newSchema, boolean isRequest) {
        JsonNode old = resolved(before, oldSchema);
        JsonNode now = resolved(after, newSchema);
        // A schema that was compared before is not compared again: schemas may contain themselves.
        if (now.isMissingNode() || oldSchema.has("$ref") && !compared.add(oldSchema.get("$ref") + " " + isRequest)) {
            return;
        }
        if (!texts(old.path("type")).equals(texts(now.path("type")))) {
            found.add("another type: " + place);
        }
        texts(old.path("enum")).stream()
                .filter(value -> now.has("enum") && !texts(now.get("enum")).contains(value))
                .forEach(value -> found.add("removed: " + place + " value " + value));
        required(place, texts(old.path("required")), texts(now.path("required")), isRequest);
        requireAll(place, old.path("properties"), now.path("properties"));
        old.path("properties")
                .properties()
                .forEach(field -> schema(
                        place + " " + field.getKey(),
                        field.getValue(),
                        now.path("properties").path(field.getKey()),
                        isRequest));
        schema(place + "[]", old.path("items"), now.path("items"), isRequest);
        schema(place + " *", old.path("additionalProperties"), now.path("additionalProperties"), isRequest);
        for (String choice : Set.of("anyOf", "oneOf", "allOf")) {
            for (int i = 0; i < old.path(choice).size(); i++) {
                schema(place, old.get(choice).get(i), now.path(choice).path(i), isRequest);
            }
        }
    }

    /** A request must not need more fields than before, and an answer must not have fewer. */
    private void required(String place, Set<String> old, Set<String> now, boolean isRequest) {
        Set<String> lost = new TreeSet<>(isRequest ? now : old);
        lost.removeAll(isRequest ? old : now);
        lost.forEach(
                name -> found.add((isRequest ? "new and required: " : "no longer always sent: ") + place + " " + name));
    }

    private static JsonNode resolved(JsonNode document, JsonNode schema) {
        return schema.has("$ref") ? document.at(schema.get("$ref").asString().substring(1)) : schema;
    }

    private static Set<String> texts(JsonNode node) {
        return node.isArray()
                ? node.valueStream().map(value -> value.asString("")).collect(Collectors.toSet())
                : Set.of(node.asString(""));
    }
}

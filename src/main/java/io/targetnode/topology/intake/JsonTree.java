package io.targetnode.topology.intake;

import io.targetnode.capture.CaptureException;
import io.targetnode.capture.JsonDocument;
import io.targetnode.capture.JsonValue;
import io.targetnode.capture.JsonValue.Place;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON that a tool printed. Fields that are not used are checked to be well-formed JSON but not stored. This bounds the
 * memory, and it excludes serial numbers and host names.
 */
public final class JsonTree {

    /** The maximum number of stored values, far above that of a large machine. */
    static final int MAX_VALUES = 1 << 19;

    /** Tools nest about ten levels deep. */
    static final int MAX_DEPTH = 64;

    private static final int MAX_NAME = 1024;
    private static final int MAX_DIGITS = 64;
    private static final int MAX_TEXT = 1 << 16;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNameLength(MAX_NAME)
                    .maxNumberLength(MAX_DIGITS)
                    .maxStringLength(MAX_TEXT)
                    .build())
            .build();

    private final String source;
    private final Predicate<String> used;
    private final JsonParser parser;
    private final int firstLine;
    private int values;

    private JsonTree(String source, Predicate<String> used, JsonParser parser, int firstLine, int values) {
        this.source = source;
        this.used = used;
        this.parser = parser;
        this.firstLine = firstLine;
        this.values = values;
    }

    /**
     * Reads a text. An empty text is an empty list: the tools print nothing if there is nothing to list.
     *
     * @param source the name of the capture in messages
     * @param used whether a field of this name is used
     * @throws CaptureException if it is not JSON, or too large
     */
    public static JsonValue read(String source, byte[] text, Predicate<String> used) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            return new JsonTree(source, used, parser, 1, 0).document();
        } catch (JacksonException e) {
            throw refuse(source, e, 1);
        }
    }

    /**
     * Adds the values of one document of a text to a list.
     *
     * @param values the number of values that were read before
     * @return the number of values after the document was added
     */
    static int read(String source, JsonDocument document, Predicate<String> used, int values, List<JsonValue> found) {
        int length = document.end() - document.start();
        try (JsonParser parser =
                JSON.createParser(ObjectReadContext.empty(), document.text(), document.start(), length)) {
            JsonTree tree = new JsonTree(source, used, parser, document.line(), values);
            found.addAll(tree.document().oneOrMore());
            return tree.values;
        } catch (JacksonException e) {
            throw refuse(source, e, document.line());
        }
    }

    /** Uses only the line of Jackson's exception, as its message shows the text. */
    private static CaptureException refuse(String source, JacksonException e, int firstLine) {
        TokenStreamLocation at = e.getLocation();
        String why = e instanceof StreamConstraintsException
                ? "nested deeper than %d levels, or a name, number or text is too long".formatted(MAX_DEPTH)
                : "not well-formed JSON, or a field occurs twice; upload the unchanged output of '%s'"
                        .formatted(source);
        return new Place(source, firstLine - 1 + (at == null ? 1 : Math.max(1, at.getLineNr()))).refuse(why);
    }

    private JsonValue document() {
        if (parser.nextToken() == null) {
            return new JsonValue.Elements(place(), List.of());
        }
        JsonValue value = value();
        if (parser.nextToken() != null) {
            throw place().refuse("more text follows after the end of the JSON");
        }
        return value;
    }

    private JsonValue value() {
        Place place = place();
        if (++values > MAX_VALUES) {
            throw place.refuse("more than %,d values, the limit for one file; lsmem prints fewer without -a"
                    .formatted(MAX_VALUES));
        }
        return switch (parser.currentToken()) {
            case START_OBJECT -> new JsonValue.Fields(place, fields());
            case START_ARRAY -> new JsonValue.Elements(place, elements());
            case VALUE_STRING -> new JsonValue.Text(place, parser.getString());
            case VALUE_NUMBER_INT -> number(place, parser.getString());
            default -> new JsonValue.Other(place);
        };
    }

    private Map<String, JsonValue> fields() {
        Map<String, JsonValue> fields = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (used.test(name)) {
                fields.put(name, value());
            } else {
                parser.skipChildren();
            }
        }
        return fields;
    }

    private List<JsonValue> elements() {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value());
        }
        return elements;
    }

    /** {@code Long.parseUnsignedLong} accepts a plus, which JSON does not have, and refuses a minus. */
    private static JsonValue number(Place place, String digits) {
        try {
            return new JsonValue.Whole(place, Long.parseUnsignedLong(digits));
        } catch (NumberFormatException e) {
            return new JsonValue.Other(place);
        }
    }

    private Place place() {
        return new Place(
                source,
                firstLine - 1 + Math.max(1, parser.currentTokenLocation().getLineNr()));
    }
}

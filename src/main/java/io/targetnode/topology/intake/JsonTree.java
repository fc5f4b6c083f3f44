package io.targetnode.topology.intake;

import io.targetnode.capture.CaptureException;
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
 * Reads JSON that a tool printed. What is not of use is checked to be JSON, and not kept: that bounds the memory, and keeps
 * serial numbers and names of hosts out of it.
 */
public final class JsonTree {

    /** Values that are kept: what a large machine's tools list, many times over. */
    static final int MAX_VALUES = 1 << 19;

    /** Tools nest about ten deep. */
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
    private final Predicate<String> keeps;
    private final JsonParser parser;
    private int values;

    private JsonTree(String source, Predicate<String> keeps, JsonParser parser) {
        this.source = source;
        this.keeps = keeps;
        this.parser = parser;
    }

    /**
     * Reads a text. An empty one is an empty list: that is what the tools print if there is nothing.
     *
     * @param source as messages name it
     * @param keeps whether a field of this name is of use
     * @throws CaptureException if it is not JSON, or too large
     */
    public static JsonValue read(String source, byte[] text, Predicate<String> keeps) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            return new JsonTree(source, keeps, parser).whole();
        } catch (StreamConstraintsException e) {
            throw refuse(
                    source,
                    e,
                    "deeper than %d levels, or a name, a number or a text longer than any tool prints it"
                            .formatted(MAX_DEPTH));
        } catch (JacksonException e) {
            throw refuse(
                    source,
                    e,
                    "up to here it is JSON; then it is not, or a field is there twice; give what '%s' printed"
                            .formatted(source));
        }
    }

    /** Of Jackson's exception only the line is used: its message shows the text. */
    private static CaptureException refuse(String source, JacksonException e, String why) {
        TokenStreamLocation at = e.getLocation();
        return new Place(source, at == null ? 1 : Math.max(1, at.getLineNr())).refuse(why);
    }

    private JsonValue whole() {
        if (parser.nextToken() == null) {
            return new JsonValue.Elements(place(), List.of());
        }
        JsonValue value = value();
        if (parser.nextToken() != null) {
            throw place().refuse("the JSON has ended, and more follows");
        }
        return value;
    }

    private JsonValue value() {
        Place place = place();
        if (++values > MAX_VALUES) {
            throw place.refuse("more than %,d values; no machine has so many".formatted(MAX_VALUES));
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
            if (keeps.test(name)) {
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

    /** Long.parseUnsignedLong takes a sign in front, but JSON has none of its plus, and a minus it refuses. */
    private static JsonValue number(Place place, String digits) {
        try {
            return new JsonValue.Whole(place, Long.parseUnsignedLong(digits));
        } catch (NumberFormatException e) {
            return new JsonValue.Other(place);
        }
    }

    private Place place() {
        return new Place(source, Math.max(1, parser.currentTokenLocation().getLineNr()));
    }
}

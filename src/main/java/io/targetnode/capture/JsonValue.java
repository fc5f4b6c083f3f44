package io.targetnode.capture;

import io.targetnode.memory.Address;
import io.targetnode.memory.MalformedAddressException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A value of a JSON text that a tool printed, and its place in the text. The accessors return the expected kind of value, or throw
 * a {@link CaptureException} with the line. No message shows the value.
 */
public sealed interface JsonValue {

    /** The place where it begins. */
    Place place();

    /**
     * The place of a value in a text.
     *
     * @param source the name of the capture in messages
     * @param line from 1
     */
    record Place(String source, int line) {

        /** @param why the reason, without any of the text */
        public CaptureException refuse(String why) {
            return new CaptureException(source, line, why);
        }
    }

    /**
     * An object.
     *
     * @param fields the fields that are read, by name
     */
    record Fields(Place place, Map<String, JsonValue> fields) implements JsonValue {

        public Fields {
            fields = Map.copyOf(fields);
        }

        boolean has(String name) {
            return fields.containsKey(name);
        }

        Optional<JsonValue> field(String name) {
            return Optional.ofNullable(fields.get(name));
        }

        /** The value of a required field. */
        JsonValue required(String name) {
            return field(name).orElseThrow(() -> place.refuse("the field \"%s\" is missing".formatted(name)));
        }
    }

    /** A list. */
    record Elements(Place place, List<JsonValue> elements) implements JsonValue {

        public Elements {
            elements = List.copyOf(elements);
        }
    }

    /** A string. */
    record Text(Place place, String text) implements JsonValue {}

    /**
     * A whole number from 0 to 2^64-1.
     *
     * @param value unsigned
     */
    record Whole(Place place, long value) implements JsonValue {}

    /** Any other number, true, false or null, none of which is read. */
    record Other(Place place) implements JsonValue {}

    /** The fields of an object. */
    default Fields object() {
        if (this instanceof Fields object) {
            return object;
        }
        throw place().refuse("a JSON object was expected here");
    }

    /** The elements of a list. */
    default List<JsonValue> list() {
        if (this instanceof Elements list) {
            return list.elements();
        }
        throw place().refuse("a JSON array was expected here");
    }

    /** The elements of a list, or the value itself: tools may leave out the brackets of a list of one element. */
    default List<JsonValue> oneOrMore() {
        return this instanceof Elements list ? list.elements() : List.of(this);
    }

    /** The text of a {@link Text}; other values throw. */
    default String text() {
        throw place().refuse("a JSON string was expected here");
    }

    /** A whole number, or a string with an address, {@code "0x110000000"}. */
    default long address() {
        if (this instanceof Whole number) {
            return number.value();
        }
        try {
            return Address.parse(text());
        } catch (MalformedAddressException e) {
            throw place().refuse("an address was expected, but it " + e.why());
        }
    }

    /** A node: a number, or a string with its digits. */
    default int node() {
        long node = address();
        if (node < 0 || node >= NodeList.MAX_NODES) {
            throw place().refuse("a node number below %,d was expected".formatted(NodeList.MAX_NODES));
        }
        return (int) node;
    }

    /**
     * A number of bytes, or a text like {@code "512.00 MiB (536.87 MB)"}.
     *
     * @param multipleOf a power of two that divides it
     * @return empty if the text is rounded, so that several such numbers are possible
     */
    default OptionalLong bytes(long multipleOf) {
        return this instanceof Whole number
                ? OptionalLong.of(number.value())
                : PrintedSize.of(text()).bytes(multipleOf);
    }
}

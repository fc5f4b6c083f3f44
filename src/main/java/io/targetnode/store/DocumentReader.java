package io.targetnode.store;

import io.targetnode.acpi.TableHeader;
import io.targetnode.memory.Address;
import io.targetnode.memory.MalformedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * Reads a document value by value, in the order in which {@link DocumentWriter} writes them. It refuses a missing, repeated,
 * unexpected or misplaced value. {@link #next} and {@link #field} move to a value; the other methods read the value there.
 */
final class DocumentReader {

    private static final long MAX_UINT32 = 0xffff_ffffL;
    private static final Pattern UNPAIRED_SURROGATE = Pattern.compile("\\p{Cs}");

    private final JsonParser parser;

    DocumentReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Moves to the next value. */
    DocumentReader next() {
        parser.nextToken();
        return this;
    }

    /** Moves to the value of the next field, which must have this name. */
    DocumentReader field(String name) {
        if (!fieldName().equals(name)) {
            throw refuse("expected the field '%s'".formatted(name));
        }
        return next();
    }

    /** Moves to the name of the next field. */
    String fieldName() {
        if (parser.nextToken() != JsonToken.PROPERTY_NAME) {
            throw refuse("a field is missing");
        }
        return parser.currentName();
    }

    /** Moves to the name of the next field and returns true, or to the end of the object and returns false. */
    boolean nextField() {
        return parser.nextToken() != JsonToken.END_OBJECT;
    }

    /** Moves to the next element and returns true, or to the end of the list and returns false. */
    boolean nextElement() {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    /** The name of the current field. */
    String name() {
        return parser.currentName();
    }

    DocumentReader beginObject() {
        require(JsonToken.START_OBJECT, "an object");
        return this;
    }

    void endObject() {
        if (nextField()) {
            throw refuse("unexpected field");
        }
    }

    void beginList() {
        require(JsonToken.START_ARRAY, "a list");
    }

    void endList() {
        if (nextElement()) {
            throw refuse("unexpected extra element");
        }
    }

    void endDocument() {
        if (parser.nextToken() != null) {
            throw refuse("unexpected content after its end");
        }
    }

    <T> List<T> list(Supplier<T> element) {
        beginList();
        List<T> elements = new ArrayList<>();
        while (nextElement()) {
            elements.add(element.get());
        }
        return elements;
    }

    /** Reads a list of tuples. */
    <T> List<T> tuples(Supplier<T> content) {
        return list(() -> tuple(content));
    }

    /** Reads a list of a fixed number of values. */
    <T> T tuple(Supplier<T> content) {
        beginList();
        T read = content.get();
        endList();
        return read;
    }

    /** Empty for null. */
    <T> Optional<T> optional(Supplier<T> value) {
        return parser.currentToken() == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(value.get());
    }

    /** A text that may contain unpaired surrogates; the caller restricts its characters. */
    String string() {
        require(JsonToken.VALUE_STRING, "a text");
        return parser.getString();
    }

    /** A text that can be encoded in UTF-8. */
    String text() {
        String text = string();
        if (UNPAIRED_SURROGATE.matcher(text).find()) {
            throw refuse("must not contain an unpaired surrogate");
        }
        return text;
    }

    boolean flag() {
        boolean flag = parser.currentToken() == JsonToken.VALUE_TRUE;
        if (!flag) {
            require(JsonToken.VALUE_FALSE, "true or false");
        }
        return flag;
    }

    int integer(int min, int max) {
        return (int) number(min, max);
    }

    /** Empty for null. */
    OptionalInt optionalInteger(int min, int max) {
        return parser.currentToken() == JsonToken.VALUE_NULL ? OptionalInt.empty() : OptionalInt.of(integer(min, max));
    }

    /** The offset of a table entry, or {@link TableHeader#NO_OFFSET}. */
    int offset(int min, int max) {
        int offset = integer(TableHeader.NO_OFFSET, max);
        if (offset != TableHeader.NO_OFFSET) {
            integer(min, max);
        }
        return offset;
    }

    /** An unsigned 32-bit number. */
    int uint32() {
        return (int) number(0, MAX_UINT32);
    }

    long number(long min, long max) {
        require(JsonToken.VALUE_NUMBER_INT, "an integer");
        boolean isLong = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (!isLong || parser.getLongValue() < min || parser.getLongValue() > max) {
            throw refuse("must be from %d to %d".formatted(min, max));
        }
        return parser.getLongValue();
    }

    /** An unsigned 64-bit number, as a hexadecimal text. */
    long address() {
        try {
            return Address.parse(string());
        } catch (MalformedAddressException e) {
            throw refuse(e.getMessage());
        }
    }

    /** The exception for an invalid value at the current position. */
    DamagedDocumentException refuse(String what) {
        return new DamagedDocumentException(
                parser.streamReadContext().pathAsPointer().toString(), what);
    }

    /** The exception for a text that is not well-formed JSON or exceeds a limit of the parser. */
    DamagedDocumentException refuse(JacksonException e) {
        if (e instanceof UnexpectedEndOfInputException) {
            return refuse("the text is truncated");
        }
        return refuse(
                e instanceof StreamConstraintsException
                        ? "exceeds the limit of nesting depth, name length or number length"
                        : "not well-formed JSON at character %d"
                                .formatted(parser.currentLocation().getCharOffset()));
    }

    private void require(JsonToken token, String what) {
        if (parser.currentToken() != token) {
            throw refuse("must be " + what);
        }
    }
}

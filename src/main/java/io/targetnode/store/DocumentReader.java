package io.targetnode.store;

import io.targetnode.acpi.TableHeader;
import io.targetnode.memory.Address;
import io.targetnode.memory.MalformedAddressException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * Walks through a document value by value, in the order in which documents are written: what does not stand where it
 * belongs is refused, so that nothing can be missing, there twice or too much. {@link #next} and {@link #field} move to a
 * value, the other methods read the one that was moved to.
 */
final class DocumentReader {

    private static final long MAX_UINT32 = 0xffff_ffffL;
    private static final Pattern HALF_A_PAIR = Pattern.compile("\\p{Cs}");

    private final JsonParser parser;

    DocumentReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Moves to the next value. */
    DocumentReader next() {
        parser.nextToken();
        return this;
    }

    /** Moves to the value of the next field, which has to be this one. */
    DocumentReader field(String name) {
        if (!fieldName().equals(name)) {
            throw refuse("the field '%s' belongs here".formatted(name));
        }
        return next();
    }

    /** Moves to the name of the next field. */
    String fieldName() {
        if (parser.nextToken() != JsonToken.PROPERTY_NAME) {
            throw refuse("a field is missing at the end");
        }
        return parser.currentName();
    }

    /** Moves to the next field of an object of any fields, or to the object's end; whether there is one. */
    boolean nextField() {
        return parser.nextToken() != JsonToken.END_OBJECT;
    }

    /** Moves to the next element of a list, or to the list's end; whether there is one. */
    boolean nextElement() {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    /** The name of the field that was moved to. */
    String name() {
        return parser.currentName();
    }

    DocumentReader beginObject() {
        require(JsonToken.START_OBJECT, "an object");
        return this;
    }

    void endObject() {
        if (nextField()) {
            throw refuse("no such field belongs here");
        }
    }

    void beginList() {
        require(JsonToken.START_ARRAY, "a list");
    }

    void endList() {
        if (nextElement()) {
            throw refuse("one element more than belongs here");
        }
    }

    /** Nothing may follow. */
    void endDocument() {
        if (parser.nextToken() != null) {
            throw refuse("something follows behind its end");
        }
    }

    /** All elements of a list. */
    <T> List<T> list(Supplier<T> element) {
        beginList();
        List<T> elements = new ArrayList<>();
        while (nextElement()) {
            elements.add(element.get());
        }
        return elements;
    }

    /** All elements of a list of lists; what is read of each is all of it. */
    <T> List<T> tuples(Supplier<T> content) {
        return list(() -> tuple(content));
    }

    /** What stands in a list. */
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

    /** A word of the format; the caller compares it with those that there are. */
    String word() {
        require(JsonToken.VALUE_STRING, "a text");
        return parser.getString();
    }

    /** A text that can be shown: half a surrogate pair has no UTF-8. */
    String text() {
        String text = word();
        if (HALF_A_PAIR.matcher(text).find()) {
            throw refuse("half a surrogate pair is no character");
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

    int integer(int least, int most) {
        return (int) number(least, most);
    }

    /** Of an entry of a table, or {@link TableHeader#NO_OFFSET}. */
    int offset(int least, int most) {
        int offset = integer(TableHeader.NO_OFFSET, most);
        if (offset != TableHeader.NO_OFFSET) {
            integer(least, most);
        }
        return offset;
    }

    /** Unsigned 32 bits. */
    int uint32() {
        return (int) number(0, MAX_UINT32);
    }

    long number(long least, long most) {
        require(JsonToken.VALUE_NUMBER_INT, "an integer");
        boolean isLong = parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (!isLong || parser.getLongValue() < least || parser.getLongValue() > most) {
            throw refuse("must be from %d to %d".formatted(least, most));
        }
        return parser.getLongValue();
    }

    /** Unsigned 64 bits, written as an address is. */
    long address() {
        try {
            return Address.parse(word());
        } catch (MalformedAddressException e) {
            throw refuse(e.getMessage());
        }
    }

    /** The exception for a value that cannot be: the place is the one that was moved to. */
    DamagedDocumentException refuse(String what) {
        return new DamagedDocumentException(
                parser.streamReadContext().pathAsPointer().toString(), what);
    }

    /** The exception for a text that is no JSON, or none of the kind that documents are made of. */
    DamagedDocumentException refuse(JacksonException e) {
        if (e instanceof UnexpectedEndOfInputException) {
            return refuse("the text ends too early");
        }
        return refuse(
                e instanceof StreamConstraintsException
                        ? "nested deeper, or a longer name or number, than in any document"
                        : "not well-formed JSON at character %d"
                                .formatted(parser.currentLocation().getCharOffset()));
    }

    private void require(JsonToken token, String what) {
        if (parser.currentToken() != token) {
            throw refuse("must be " + what);
        }
    }
}

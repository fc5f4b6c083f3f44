package io.targetnode.store;

import io.targetnode.memory.Address;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Writes a document value by value. {@link DocumentReader} reads it. */
final class DocumentWriter {

    private final JsonGenerator out;

    DocumentWriter(JsonGenerator out) {
        this.out = out;
    }

    /** The name of a field; the next call writes its value. */
    DocumentWriter field(String name) {
        out.writeName(name);
        return this;
    }

    DocumentWriter object(Runnable content) {
        out.writeStartObject();
        content.run();
        out.writeEndObject();
        return this;
    }

    /** A list of a fixed number of values of different types. */
    DocumentWriter tuple(Runnable content) {
        out.writeStartArray();
        content.run();
        out.writeEndArray();
        return this;
    }

    <T> DocumentWriter list(Collection<T> values, Consumer<T> write) {
        return tuple(() -> values.forEach(write));
    }

    <T> DocumentWriter tuples(Collection<T> values, Consumer<T> write) {
        return list(values, value -> tuple(() -> write.accept(value)));
    }

    /** Writes null if there is no value. */
    <T> DocumentWriter optional(Optional<T> value, Consumer<T> write) {
        value.ifPresentOrElse(write, out::writeNull);
        return this;
    }

    /** Writes null if there is no number. */
    DocumentWriter optional(OptionalInt number) {
        number.ifPresentOrElse(out::writeNumber, out::writeNull);
        return this;
    }

    DocumentWriter text(String text) {
        out.writeString(text);
        return this;
    }

    DocumentWriter flag(boolean flag) {
        out.writeBoolean(flag);
        return this;
    }

    DocumentWriter number(long number) {
        out.writeNumber(number);
        return this;
    }

    /** An unsigned 32-bit number. */
    DocumentWriter uint32(int number) {
        return number(Integer.toUnsignedLong(number));
    }

    /** An unsigned 64-bit number, as a hexadecimal text. */
    DocumentWriter address(long address) {
        return text(Address.print(address));
    }
}

package io.targetnode.api.json;

import io.targetnode.api.problem.FieldProblem;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Describes faults of a JSON text in the terms of JSON, without the names of Java classes. */
final class JsonFault {

    private JsonFault() {}

    static FieldProblem problem(JacksonException e) {
        String pointer = JsonPointers.of(e.getPath());
        if (e instanceof InputCoercionException) {
            return new FieldProblem(pointer, "the number is out of range");
        }
        if (e instanceof UnrecognizedPropertyException unknown) {
            return new FieldProblem(pointer, "unknown field; known: " + known(unknown));
        }
        if (e instanceof InvalidNullException) {
            return new FieldProblem(pointer, "must not be null");
        }
        if (e instanceof MismatchedInputException mismatch) {
            boolean isAddress = mismatch.getTargetType() == HexAddress.class;
            return new FieldProblem(
                    pointer, isAddress ? e.getOriginalMessage() : "must be " + expected(mismatch.getTargetType()));
        }
        if (e instanceof StreamReadException && !(e instanceof StreamConstraintsException)) {
            return new FieldProblem(place(e.getLocation()), syntax(e));
        }
        return new FieldProblem(
                pointer.isEmpty() ? place(e.getLocation()) : pointer,
                e instanceof StreamConstraintsException
                        ? "nested too deeply, or a name, number or text is too long"
                        : "cannot be read");
    }

    static String place(@Nullable TokenStreamLocation at) {
        return at == null ? "" : "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static String known(UnrecognizedPropertyException e) {
        Collection<Object> known = e.getKnownPropertyIds();
        return known == null
                ? "none"
                : known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    /** Jackson has no exception type for a duplicate field, only a message. */
    private static String syntax(JacksonException e) {
        if (e instanceof UnexpectedEndOfInputException) {
            return "the JSON ends too early";
        }
        return e.getOriginalMessage().startsWith("Duplicate")
                ? "a field occurs twice"
                : "not well-formed JSON (RFC 8259, UTF-8)";
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null || type.isRecord() || Map.class.isAssignableFrom(type)) {
            return "an object";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "an integer";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        return type == Boolean.class ? "true or false" : "a string";
    }
}

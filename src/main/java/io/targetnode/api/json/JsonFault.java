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
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What is wrong with a JSON text, in words that know of JSON and not of Java. */
final class JsonFault {

    private JsonFault() {}

    static FieldProblem problem(JacksonException e) {
        String pointer = JsonPointers.of(e.getPath());
        if (e instanceof InputCoercionException) {
            return new FieldProblem(pointer, "the number is out of range");
        }
        if (e instanceof StreamConstraintsException) {
            return new FieldProblem(
                    pointer.isEmpty() ? place(e) : pointer, "nested too deeply, or a name, number or text is too long");
        }
        if (e instanceof StreamReadException) {
            return new FieldProblem(place(e), syntax(e));
        }
        if (e instanceof MismatchedInputException mismatch) {
            return mismatch(pointer, mismatch);
        }
        return new FieldProblem(pointer.isEmpty() ? place(e) : pointer, "this cannot be read");
    }

    private static FieldProblem mismatch(String pointer, MismatchedInputException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            return new FieldProblem(pointer, "unknown field; known: " + known(unknown));
        }
        if (pointer.isEmpty() && e.getOriginalMessage().startsWith("Trailing token")) {
            return new FieldProblem(place(e), "something follows the JSON document");
        }
        if (pointer.isEmpty() && e.getOriginalMessage().startsWith("No content")) {
            return new FieldProblem(pointer, "the body is empty; it must be an object");
        }
        return new FieldProblem(
                pointer,
                e.getTargetType() == HexAddress.class
                        ? e.getOriginalMessage()
                        : "must be " + wanted(e.getTargetType()));
    }

    private static String known(UnrecognizedPropertyException e) {
        Collection<Object> known = e.getKnownPropertyIds();
        return known == null
                ? "none"
                : known.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
    }

    private static String syntax(JacksonException e) {
        if (e instanceof UnexpectedEndOfInputException) {
            return "the JSON ends too early";
        }
        return e.getOriginalMessage().startsWith("Duplicate")
                ? "a field is there twice"
                : "not well-formed JSON (RFC 8259, UTF-8)";
    }

    private static String wanted(@Nullable Class<?> type) {
        if (type == null || type.isRecord()) {
            return "an object";
        }
        if (Number.class.isAssignableFrom(type)) {
            return "an integer";
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return "an array";
        }
        if (Map.class.isAssignableFrom(type)) {
            return "an object";
        }
        return type == Boolean.class ? "true or false" : "a string";
    }

    private static String place(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        return at == null ? "" : "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
    }
}

package io.targetnode.api;

import java.util.Objects;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What a parameter has to be, in words. */
final class ParameterRules {

    private ParameterRules() {}

    /** The rule that a parameter broke: our own types state it, the others are integers and booleans. */
    static String broken(MethodArgumentTypeMismatchException e, Throwable cause) {
        Class<?> type = e.getRequiredType();
        if (type == int.class) {
            return "must be an integer";
        }
        if (type == boolean.class) {
            return "must be true or false";
        }
        return Objects.requireNonNullElse(cause.getMessage(), "is malformed");
    }
}

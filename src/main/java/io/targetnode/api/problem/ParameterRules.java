package io.targetnode.api.problem;

import java.util.Objects;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What a parameter has to be, in words. */
final class ParameterRules {

    private ParameterRules() {}

    /** The rule that a parameter broke: our own types state it, the others are integers. */
    static String broken(MethodArgumentTypeMismatchException e, Throwable cause) {
        Class<?> type = e.getRequiredType();
        if (type == int.class) {
            return "must be an integer";
        }
        return Objects.requireNonNullElse(cause.getMessage(), "is malformed");
    }
}

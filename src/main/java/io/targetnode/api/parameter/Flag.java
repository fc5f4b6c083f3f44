package io.targetnode.api.parameter;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A parameter that is true or false, and neither yes nor 1.
 *
 * @param value what it is
 */
public record Flag(@JsonValue boolean value) {

    /** @throws IllegalArgumentException if the text is neither */
    public static Flag parse(String text) {
        return switch (text) {
            case "true" -> new Flag(true);
            case "false" -> new Flag(false);
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }
}

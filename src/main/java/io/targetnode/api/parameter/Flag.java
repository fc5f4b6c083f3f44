package io.targetnode.api.parameter;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A parameter that is {@code true} or {@code false}; other spellings such as {@code 1} are refused.
 *
 * @param value the parsed value
 */
public record Flag(@JsonValue boolean value) {

    /** @throws IllegalArgumentException if the text is neither word */
    public static Flag parse(String text) {
        return switch (text) {
            case "true" -> new Flag(true);
            case "false" -> new Flag(false);
            default -> throw new IllegalArgumentException("must be true or false");
        };
    }
}

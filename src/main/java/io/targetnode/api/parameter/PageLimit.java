package io.targetnode.api.parameter;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * How many items a page has at most.
 *
 * @param value 1 to {@link #MAX}
 */
public record PageLimit(@JsonValue int value) {

    /** The longest page. */
    public static final int MAX = 1000;

    /** If the client does not say. */
    public static final String DEFAULT = "50";

    /** @throws IllegalArgumentException if the text is no such number */
    public static PageLimit parse(String text) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX) {
            throw new IllegalArgumentException("must be an integer from 1 to %d".formatted(MAX));
        }
        return new PageLimit(Integer.parseInt(text));
    }
}

package io.targetnode.api.parameter;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The maximum number of items on a page.
 *
 * @param value 1 to {@link #MAX}
 */
public record PageLimit(@JsonValue int value) {

    public static final int MAX = 1000;

    public static final String DEFAULT = "50";

    /** The name of the query parameter. */
    static final String NAME = "limit";

    /** The rule for its value. An empty value counts as wrong, and not as absent. */
    static final String RULE = "must be an integer from 1 to %d".formatted(MAX);

    /** @throws IllegalArgumentException if the text is not a number in this range */
    public static PageLimit parse(String text) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MAX) {
            throw new IllegalArgumentException(RULE);
        }
        return new PageLimit(Integer.parseInt(text));
    }
}

package io.targetnode.api.parameter;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A revision in a path or a query.
 *
 * @param value 1, 2, 3, …
 */
public record RevisionNumber(@JsonValue int value) {

    private static final String RULE = "a revision is a number: 1, 2, 3, …";

    /** @throws IllegalArgumentException if the text is not a revision */
    public static RevisionNumber parse(String text) {
        if (!text.matches("[1-9][0-9]{0,9}") || Long.parseLong(text) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(RULE);
        }
        return new RevisionNumber(Integer.parseInt(text));
    }
}

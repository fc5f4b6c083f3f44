package io.targetnode.api.events;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Number of an event, as a reader says which one it had last.
 *
 * @param value 0 for none, then 1, 2, 3, …
 */
public record EventNumber(@JsonValue long value) {

    /** @throws IllegalArgumentException if the text is no such number */
    public static EventNumber parse(String text) {
        if (!text.matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("must be the id of an event, or 0 for all that are kept");
        }
        return new EventNumber(Long.parseLong(text));
    }
}

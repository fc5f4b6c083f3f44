package io.targetnode.api.events;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The number of the last event that a client received.
 *
 * @param value 0 for none, then 1, 2, 3, …
 */
public record EventNumber(@JsonValue long value) {

    /** @throws IllegalArgumentException if the text is not such a number */
    public static EventNumber parse(String text) {
        if (!text.matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("must be the id of an event, or 0 for all stored events");
        }
        return new EventNumber(Long.parseLong(text));
    }
}

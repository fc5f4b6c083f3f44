package io.targetnode.api.parameter;

import com.fasterxml.jackson.annotation.JsonValue;
import io.targetnode.topology.TopologyName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A position in the list, opaque to clients.
 *
 * @param name the last name on the previous page
 */
public record Cursor(TopologyName name) {

    /** The position after a name. */
    public static Cursor after(TopologyName name) {
        return new Cursor(name);
    }

    /** @throws IllegalArgumentException if the text is not a cursor */
    public static Cursor parse(String text) {
        try {
            return new Cursor(
                    new TopologyName(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be the nextCursor of a page of this list");
        }
    }

    /** The text that a client sends back. */
    @JsonValue
    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(name.text().getBytes(StandardCharsets.US_ASCII));
    }
}

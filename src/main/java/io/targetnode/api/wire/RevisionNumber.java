package io.targetnode.api.wire;

import java.util.regex.Pattern;

/**
 * A revision of a topology: 1, 2, 3, …
 *
 * @param value from 1
 */
public record RevisionNumber(int value) {

    private static final Pattern DECIMAL = Pattern.compile("[1-9][0-9]{0,8}");

    /** @throws IllegalArgumentException if the text is none */
    public static RevisionNumber parse(String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new IllegalArgumentException("must be the number of a revision: 1, 2, 3, …");
        }
        return new RevisionNumber(Integer.parseInt(text));
    }
}

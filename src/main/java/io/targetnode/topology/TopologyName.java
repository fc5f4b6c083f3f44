package io.targetnode.topology;

import java.util.regex.Pattern;

/** A topology's name: 1 to 128 of {@code A-Z a-z 0-9 . _ -}, the first one alphanumeric. */
public record TopologyName(String text) {

    /** The names that are allowed. */
    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

    /** What a name has to be, in words. */
    public static final String RULE = "a topology's name is 1 to 128 of A-Z a-z 0-9 . _ -, the first one alphanumeric";

    private static final Pattern NAME = Pattern.compile(PATTERN);

    /** @throws IllegalArgumentException if the text is no name; the message states the rule */
    public TopologyName {
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException(RULE);
        }
    }

    @Override
    public String toString() {
        return text;
    }
}

package io.targetnode.topology;

/** A topology's name: 1 to 128 of {@code A-Z a-z 0-9 . _ -}, the first one alphanumeric. */
public record TopologyName(String text) {

    /** The names that are allowed. */
    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

    /** What a name has to be, in words. */
    public static final String RULE = "a topology's name is 1 to 128 of A-Z a-z 0-9 . _ -, the first one alphanumeric";

    private static final int MAX_LENGTH = 128;

    /** @throws IllegalArgumentException if the text is no name; the message states the rule */
    public TopologyName {
        if (!isName(text)) {
            throw new IllegalArgumentException(RULE);
        }
    }

    /** Whether a text has the {@link #PATTERN}; asked for every request, and so without one. */
    public static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean alphanumeric = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
            boolean inner = i > 0 && (c == '-' || c == '.' || c == '_');
            if (!alphanumeric && !inner) {
                return false;
            }
        }
        return !text.isEmpty() && text.length() <= MAX_LENGTH;
    }

    @Override
    public String toString() {
        return text;
    }
}

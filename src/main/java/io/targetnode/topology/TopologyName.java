package io.targetnode.topology;

/** The name of a topology: 1 to 128 characters of {@code A-Z a-z 0-9 . _ -}, starting with a letter or digit. */
public record TopologyName(String text) {

    /** The pattern of a name. */
    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";

    /** The rule for names, for error messages. */
    public static final String RULE =
            "a topology's name has 1 to 128 characters of A-Z a-z 0-9 . _ - and starts with a letter or digit";

    /** The number of characters of the longest name. */
    public static final int MAX_LENGTH = 128;

    /** @throws IllegalArgumentException if the text is not a valid name; the message states the rule */
    public TopologyName {
        if (!isName(text)) {
            throw new IllegalArgumentException(RULE);
        }
    }

    /** Whether a text matches {@link #PATTERN}. Called for every request, so it does not use a regular expression. */
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

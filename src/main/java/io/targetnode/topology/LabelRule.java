package io.targetnode.topology;

import java.util.regex.Pattern;

/** The limits of a topology's labels: their number, keys and values. */
public final class LabelRule {

    /** The maximum number of labels of a topology. */
    public static final int MAX = 64;

    /** Control characters, halves of surrogate pairs, and marks that change the direction in which a text is shown. */
    private static final String FORBIDDEN = "\\p{Cc}\\p{Cs}\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069";

    /** The pattern of a key. */
    public static final String KEY = "[^=" + FORBIDDEN + "]{1,128}";

    /** The rule for keys, for error messages. */
    public static final String KEY_RULE =
            "must have 1 to 128 characters, none of them '=', a control character or a direction mark";

    /** The pattern of a value. */
    public static final String VALUE = "[^" + FORBIDDEN + "]{0,256}";

    /** The rule for values, for error messages. */
    public static final String VALUE_RULE =
            "must have at most 256 characters, none of them a control character or a direction mark";

    private static final Pattern KEYS = Pattern.compile(KEY);
    private static final Pattern VALUES = Pattern.compile(VALUE);

    private LabelRule() {}

    /** Whether the text is a valid key. */
    public static boolean isKey(String text) {
        return KEYS.matcher(text).matches();
    }

    /** Whether the text is a valid value. */
    public static boolean isValue(String text) {
        return VALUES.matcher(text).matches();
    }
}

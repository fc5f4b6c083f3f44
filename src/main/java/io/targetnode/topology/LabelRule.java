package io.targetnode.topology;

import java.util.regex.Pattern;

/** What the labels of a topology have to be: how many, and what their keys and values may hold. */
public final class LabelRule {

    /** So many labels a topology may have. */
    public static final int MAX = 64;

    /** The keys that are allowed. */
    public static final String KEY = "[^=\\p{Cc}\\p{Cs}]{1,128}";

    /** What a key has to be, in words. */
    public static final String KEY_RULE = "must have 1 to 128 characters, none of them '=' or a control character";

    /** The values that are allowed. */
    public static final String VALUE = "[^\\p{Cc}\\p{Cs}]{0,256}";

    /** What a value has to be, in words. */
    public static final String VALUE_RULE = "must have at most 256 characters, none of them a control character";

    private static final Pattern KEYS = Pattern.compile(KEY);
    private static final Pattern VALUES = Pattern.compile(VALUE);

    private LabelRule() {}

    /** Whether the text can be the key of a label. */
    public static boolean isKey(String text) {
        return KEYS.matcher(text).matches();
    }

    /** Whether the text can be the value of a label. */
    public static boolean isValue(String text) {
        return VALUES.matcher(text).matches();
    }
}

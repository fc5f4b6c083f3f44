package io.targetnode.api.upload;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Labels written as {@code key=value}, and the rules that they follow. */
public final class Labels {

    /** So many labels a topology may have. */
    static final int MAX = 64;

    static final String KEY = "[^=\\p{Cc}\\p{Cs}]{1,128}";
    static final String KEY_RULE = "must have 1 to 128 characters, none of them '=' or a control character";
    static final String VALUE = "[^\\p{Cc}\\p{Cs}]{0,256}";
    static final String VALUE_RULE = "must have at most 256 characters, none of them a control character";

    private static final Pattern LABEL = Pattern.compile("(" + KEY + ")=(" + VALUE + ")");

    private Labels() {}

    /**
     * Labels as a JSON body has them.
     *
     * @throws ProblemException for one that breaks a rule
     */
    static Map<String, String> require(Map<String, String> labels) {
        labels.forEach((key, value) -> {
            if (!key.matches(KEY)) {
                throw ProblemException.body("/labels/" + escape(key), "the key " + KEY_RULE);
            }
            if (value == null || !value.matches(VALUE)) {
                throw ProblemException.body(
                        "/labels/" + escape(key), value == null ? "must not be null" : "the value " + VALUE_RULE);
            }
        });
        return labels;
    }

    /**
     * Reads labels.
     *
     * @param type the problem if one is malformed or given twice
     */
    public static Map<String, String> parse(List<String> texts, ProblemType type) {
        Map<String, String> labels = new TreeMap<>();
        for (String text : texts) {
            var matcher = LABEL.matcher(text);
            if (!matcher.matches()) {
                throw ProblemException.at(
                        type,
                        "label",
                        "a label is key=value: the key %s; the value %s".formatted(KEY_RULE, VALUE_RULE));
            }
            String before = labels.put(matcher.group(1), matcher.group(2));
            if (before != null && !before.equals(matcher.group(2))) {
                throw ProblemException.at(type, "label", "a key is given with two values");
            }
        }
        if (labels.size() > MAX) {
            throw ProblemException.at(type, "label", "at most %d labels".formatted(MAX));
        }
        return labels;
    }

    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}

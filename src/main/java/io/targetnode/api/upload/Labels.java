package io.targetnode.api.upload;

import io.targetnode.api.json.JsonPointers;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import io.targetnode.topology.LabelRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Parses labels from clients. {@link LabelRule} defines the rules. */
public final class Labels {

    /** The store joins one table per label. */
    private static final int MAX_FILTER = 16;

    private static final Pattern LABEL = Pattern.compile("(" + LabelRule.KEY + ")=(" + LabelRule.VALUE + ")");

    private Labels() {}

    /** @throws ProblemException for a label of a JSON body that breaks a rule */
    static Map<String, String> require(Map<String, String> labels) {
        labels.forEach((key, value) -> {
            String pointer = "/labels/" + JsonPointers.escaped(key);
            if (!LabelRule.isKey(key)) {
                throw ProblemException.body(pointer, "the key " + LabelRule.KEY_RULE);
            }
            if (!LabelRule.isValue(value)) {
                throw ProblemException.body(pointer, "the value " + LabelRule.VALUE_RULE);
            }
        });
        return labels;
    }

    /** @throws ProblemException for a malformed label, or for more labels than a list can be filtered by */
    public static Map<String, String> filter(Optional<List<String>> parameter) {
        Map<String, String> labels = parse(parameter.orElse(List.of()), ProblemType.MALFORMED_PARAMETER);
        if (labels.size() > MAX_FILTER) {
            throw ProblemException.parameter("label", "at most %d labels can filter a list".formatted(MAX_FILTER));
        }
        return labels;
    }

    /**
     * Parses labels that are written as {@code key=value}.
     *
     * @param type the type of the problem that reports a malformed label, or a key with two values
     */
    public static Map<String, String> parse(List<String> texts, ProblemType type) {
        Map<String, String> labels = new TreeMap<>();
        for (String text : texts) {
            var matcher = LABEL.matcher(text);
            if (!matcher.matches()) {
                throw ProblemException.at(
                        type,
                        "label",
                        "a label is key=value: the key %s; the value %s"
                                .formatted(LabelRule.KEY_RULE, LabelRule.VALUE_RULE));
            }
            String previous = labels.put(matcher.group(1), matcher.group(2));
            if (previous != null && !previous.equals(matcher.group(2))) {
                throw ProblemException.at(type, "label", "a key has two values");
            }
        }
        if (labels.size() > LabelRule.MAX) {
            throw ProblemException.at(type, "label", "at most %d labels".formatted(LabelRule.MAX));
        }
        return labels;
    }
}

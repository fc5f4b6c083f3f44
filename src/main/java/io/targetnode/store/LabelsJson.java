package io.targetnode.store;

import io.targetnode.topology.LabelRule;
import java.util.Map;
import java.util.TreeMap;

/** The labels, sorted by key: {@code {"rack":"r1","row":"7"}}. */
final class LabelsJson {

    private LabelsJson() {}

    static void write(Map<String, String> labels, DocumentWriter out) {
        out.object(() ->
                new TreeMap<>(labels).forEach((key, value) -> out.field(key).text(value)));
    }

    static Map<String, String> read(DocumentReader in) {
        in.beginObject();
        TreeMap<String, String> labels = new TreeMap<>();
        while (in.nextField()) {
            String key = in.name();
            if (labels.size() == LabelRule.MAX) {
                throw in.refuse("more than %d labels".formatted(LabelRule.MAX));
            }
            if (!LabelRule.isKey(key)) {
                throw in.refuse("the key " + LabelRule.KEY_RULE);
            }
            if (!labels.isEmpty() && labels.lastKey().compareTo(key) >= 0) {
                throw in.refuse("the keys must be in ascending order");
            }
            labels.put(key, value(in.next()));
        }
        return labels;
    }

    private static String value(DocumentReader in) {
        String value = in.string();
        if (!LabelRule.isValue(value)) {
            throw in.refuse("the value " + LabelRule.VALUE_RULE);
        }
        return value;
    }
}

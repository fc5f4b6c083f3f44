package io.targetnode.store;

import io.targetnode.topology.LabelRule;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;

/** The field {@code labels}: {@code {"rack":"r1","row":"7"}}, by key. */
final class LabelsJson {

    private LabelsJson() {}

    /** In the order of their characters, whatever the order of the map is. */
    static void write(Map<String, String> labels, JsonGenerator out) {
        out.writeObjectPropertyStart("labels");
        new TreeMap<>(labels).forEach(out::writeStringProperty);
        out.writeEndObject();
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
                throw in.refuse("the keys must ascend");
            }
            labels.put(key, value(in.next()));
        }
        return labels;
    }

    private static String value(DocumentReader in) {
        String value = in.word();
        if (!LabelRule.isValue(value)) {
            throw in.refuse("the value " + LabelRule.VALUE_RULE);
        }
        return value;
    }
}

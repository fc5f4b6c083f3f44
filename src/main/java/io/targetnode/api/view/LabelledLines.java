package io.targetnode.api.view;

import java.util.List;

/** Text for a terminal: each line has a label and its content. A line without a label continues the one before. */
public final class LabelledLines {

    private static final String FORMAT = "%-13s%s%n".replace("%n", "\n");

    private final StringBuilder text = new StringBuilder();

    public LabelledLines line(String label, Object content) {
        text.append(FORMAT.formatted(label, content));
        return this;
    }

    /** One line for each content. */
    public LabelledLines lines(String label, List<String> contents) {
        contents.forEach(content -> line(label, content));
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

package io.targetnode.capture;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes the kernel's messages out of {@code journalctl -o export} and {@code -o verbose}, whose records are lines
 * {@code NAME=value}. Messages of other programs and all other fields, such as host names, are left out.
 */
final class JournalFields {

    private static final Pattern FIELD = Pattern.compile(" {0,8}+([A-Z0-9_]{1,64}+)=(.*+)");

    private final StringBuilder lines = new StringBuilder();
    private String message = "";
    private boolean fromKernel;

    private JournalFields() {}

    /** The messages, one per line; the same text if it has no such records. */
    static String messages(String text) {
        String beginning = PlainText.beginning(text);
        if (!beginning.contains("_TRANSPORT=kernel") || !beginning.contains("MESSAGE=")) {
            return text;
        }
        JournalFields fields = new JournalFields();
        text.lines().forEach(fields::read);
        fields.endRecord();
        return fields.lines.toString();
    }

    private void read(String line) {
        Matcher field = FIELD.matcher(line);
        if (!field.matches()) {
            endRecord();
        } else if (field.group(1).equals("MESSAGE")) {
            message = field.group(2);
        } else {
            fromKernel |= field.group(1).equals("_TRANSPORT") && field.group(2).equals("kernel");
        }
    }

    private void endRecord() {
        if (fromKernel) {
            lines.append(message).append('\n');
        }
        message = "";
        fromKernel = false;
    }
}

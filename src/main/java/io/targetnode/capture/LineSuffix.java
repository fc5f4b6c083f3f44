package io.targetnode.capture;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text after each line of a copied boot log: the other columns of a table, or the mark at the end of a line. Two messages that
 * end where the kernel ends them show it. It is removed from all lines in which it has the same form.
 */
final class LineSuffix {

    /** Messages without a variable part. */
    private static final List<String> MESSAGES = List.of("BIOS-provided physical RAM map:", "Early memory node ranges");

    private static final int MAX_CHARS = 300;

    private LineSuffix() {}

    /** The text without the suffix of its lines; the same text if they have none. */
    static String remove(String text) {
        String beginning = PlainText.beginning(text);
        List<String> suffixes = MESSAGES.stream()
                .filter(beginning::contains)
                .map(message -> after(beginning, message))
                .toList();
        if (suffixes.isEmpty() || suffixes.contains("")) {
            return text;
        }
        Pattern form = Pattern.compile(LinePrefix.form(suffixes.get(0)) + "$");
        return suffixes.stream().allMatch(form.asMatchPredicate()) ? removeFrom(text, form) : text;
    }

    private static String after(String beginning, String message) {
        int at = beginning.indexOf(message) + message.length();
        int lineEnd = beginning.indexOf('\n', at);
        String suffix = beginning.substring(at, lineEnd < 0 ? beginning.length() : lineEnd);
        return suffix.length() > MAX_CHARS ? "" : Lines.clean(suffix);
    }

    private static String removeFrom(String text, Pattern form) {
        StringBuilder plain = new StringBuilder(text.length());
        text.lines().map(Lines::clean).forEach(line -> {
            Matcher suffix = form.matcher(line);
            suffix.region(Math.max(0, line.length() - MAX_CHARS), line.length());
            plain.append(suffix.find() ? line.substring(0, suffix.start()) : line)
                    .append('\n');
        });
        return plain.toString();
    }
}

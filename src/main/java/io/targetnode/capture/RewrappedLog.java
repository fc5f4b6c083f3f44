package io.targetnode.capture;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Restores the lines of a boot log that a mail client, a terminal or a document wrapped at a column, or that a web page joined.
 * Each message begins with a time.
 */
final class RewrappedLog {

    /** Logs in which lines are longer are not wrapped: the banner of nearly every kernel is. */
    private static final int MAX_WIDTH = 132;

    /** Fewer wrapped lines than these may be chance. */
    private static final int FEWEST_WRAPPED = 2;

    /** More than the known messages in a log. */
    private static final int MESSAGES = 100;

    private static final String STAMP = "\\[ {0,8}+\\d{1,8}+\\.\\d{6}]";
    private static final Pattern BETWEEN_MESSAGES = Pattern.compile("[ \\r\\n]++(?=" + STAMP + " )");
    private static final Pattern WRAPPED_STAMP = Pattern.compile("\\[\\s{1,8}+(?=\\d{1,8}+\\.\\d{6}])");
    private static final Pattern BEGINS_MESSAGE =
            Pattern.compile("(?:.{0,80}?" + STAMP + "|.{0,40}?\\d\\d:\\d\\d:\\d\\d).*+", Pattern.DOTALL);
    private static final Pattern QUOTES = Pattern.compile("(?:[>|] ?+){0,8}+");

    private final StringBuilder lines = new StringBuilder();

    /** The number of characters at which lines are wrapped. */
    private final int width;

    private boolean insideMessage;
    private String last = "";
    private int wrapped;
    private int full;

    private RewrappedLog(int width) {
        this.width = width;
    }

    /** The text with one message in each line; the same text if it has no wrapped or joined messages. */
    static String restore(String text) {
        String beginning = PlainText.beginning(text);
        boolean narrow = lengths(beginning).allMatch(length -> length <= MAX_WIDTH);
        if (hasJoinedMessages(beginning, narrow ? MESSAGES : 1)) {
            String whole = WRAPPED_STAMP.matcher(text).replaceAll("[ ");
            return new RewrappedLog(0).read(BETWEEN_MESSAGES.matcher(whole).replaceAll("\n"), false);
        }
        if (!narrow || LinePrefix.anchors(beginning).findFirst().isEmpty()) {
            return text;
        }
        int width = lengths(beginning).max().orElse(0);
        RewrappedLog sample = new RewrappedLog(width);
        sample.read(beginning, false);
        return sample.wrapped < FEWEST_WRAPPED
                ? text
                : new RewrappedLog(width).read(text, sample.full >= sample.wrapped * 3 / 4);
    }

    /** @param examined the number of known messages whose lines are examined */
    private static boolean hasJoinedMessages(String beginning, int examined) {
        return LinePrefix.anchors(beginning)
                .limit(examined)
                .anyMatch(line -> BETWEEN_MESSAGES.matcher(line).find(LinePrefix.messageIn(line)));
    }

    private static IntStream lengths(String text) {
        return text.lines().mapToInt(line -> line.stripTrailing().length());
    }

    /** @param atColumn whether lines were cut at the width, not between words */
    private String read(String text, boolean atColumn) {
        text.lines().forEach(line -> {
            String rest = line.substring(quotesIn(line));
            if (insideMessage && continues(line, rest)) {
                wrapped++;
                full += last.length() == width ? 1 : 0;
                append(rest, atColumn);
            } else {
                insideMessage = BEGINS_MESSAGE.matcher(line).matches();
                lines.append('\n').append(line);
            }
            last = line;
        });
        return lines.substring(Math.min(1, lines.length())) + (text.endsWith("\n") ? "\n" : "");
    }

    /** Whether a line continues the message of the line before: its first word did not fit there. */
    private boolean continues(String line, String rest) {
        if (rest.isBlank() || BEGINS_MESSAGE.matcher(line).matches()) {
            return false;
        }
        int firstWord = rest.strip().split(" ", 2)[0].length();
        return width == 0 || last.length() == width || last.stripTrailing().length() + 1 + firstWord > width;
    }

    private void append(String rest, boolean atColumn) {
        if (atColumn) {
            lines.append(" ".repeat(Math.max(0, width - last.length()))).append(rest);
            return;
        }
        while (lines.charAt(lines.length() - 1) == ' ') {
            lines.setLength(lines.length() - 1);
        }
        lines.append(lines.charAt(lines.length() - 1) == '-' ? "" : " ").append(rest.strip());
    }

    private static int quotesIn(String line) {
        Matcher quotes = QUOTES.matcher(line);
        quotes.lookingAt();
        return quotes.end();
    }
}

package io.targetnode.capture;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Restores characters that a program printed in another notation: angle brackets as in JSON, and line ends as in a string.
 * Removes colour sequences and carriage returns that were printed as {@code ^[[0m}, {@code #033[0m} or {@code ^M}.
 */
final class PrintedCharacters {

    private static final String STAMP = "(?:<\\d{1,3}+>)?+\\[ {0,8}+\\d{1,8}+\\.\\d{6}]";

    private static final Pattern REMOVED = Pattern.compile(
            "(?:#033|\\^\\[|\\\\x1[bB]|\\\\u001[bB]|\\\\033|\\\\e)\\[[\\x20-\\x3f]{0,32}+[\\x40-\\x7e]|#015(?=\\r?\\n|\\z)"
                    + "|\\^M\\$?+(?=\\r?\\n|\\z)");

    private static final String BETWEEN = "['\"], ?+b?+['\"]";

    /** The quotes between two strings of a list belong to the line end. */
    private static final Pattern LINE_END = Pattern.compile("(?:\\\\r)?+\\\\n(?:" + BETWEEN + ")?+(?=" + STAMP + ")");

    private static final Pattern LIST_IN_A_LINE =
            Pattern.compile(STAMP + "[^\\n]{0,1000}?" + BETWEEN + "(?=" + STAMP + ")");

    private static final Pattern NEXT_STRING = Pattern.compile(BETWEEN + "(?=" + STAMP + ")");

    private static final Pattern FIRST_QUOTE = Pattern.compile("\\A\\s*+\\[?+b?+['\"](?=" + STAMP + ")");

    /** A no-break space of Latin-1. In UTF-8, a byte that is not ASCII precedes it. */
    private static final Pattern NO_BREAK_SPACES = Pattern.compile("(?<![\\x80-\\xff])\\xa0++");

    private static final char NO_BREAK = 0xa0;

    /** A time stamp or a range with the backslashes of Markdown. */
    private static final Pattern ESCAPED_BRACKET =
            Pattern.compile("\\\\\\[(?:mem 0x[0-9a-f]| {0,8}+\\d{1,8}+\\\\?+\\.\\d{6}\\\\?+])");

    private static final Pattern ESCAPED = Pattern.compile("\\\\([\\p{Punct}&&[^'\"]])");

    /** What {@code cat -A} prints for a tab and at the end of a line. */
    private static final Pattern TAB = Pattern.compile("\\^I");

    private static final Pattern LINE_END_MARK = Pattern.compile("\\$(?=\\r?\\n|\\z)");

    /** The ampersand, apostrophe and angle brackets, as some JSON writers print them. */
    private static final Pattern CODE = Pattern.compile("\\\\u00(26|27|3[cCeE])");

    private PrintedCharacters() {}

    /** The text with the characters themselves; the same text if none is in another notation. */
    static String restore(String text) {
        String beginning = PlainText.beginning(text);
        String spaced =
                beginning.indexOf(NO_BREAK) >= 0 ? NO_BREAK_SPACES.matcher(text).replaceAll(" ") : text;
        String plain = PlainText.has("#^\\", REMOVED, beginning)
                ? REMOVED.matcher(spaced).replaceAll("")
                : spaced;
        String unescaped = PlainText.has("\\", ESCAPED_BRACKET, beginning)
                ? ESCAPED.matcher(plain).replaceAll("$1")
                : plain;
        String unmarked = hasLineEndMarks(beginning) ? withoutLineEndMarks(unescaped) : unescaped;
        String lines = PlainText.has("\\", LINE_END, beginning) ? lines(LINE_END, unmarked) : unmarked;
        String strings = isListInALine(beginning) ? lines(NEXT_STRING, lines) : lines;
        return PlainText.has("\\", CODE, beginning) ? codes(strings) : strings;
    }

    private static boolean hasLineEndMarks(String beginning) {
        return LinePrefix.anchors(beginning)
                .findFirst()
                .filter(line -> line.endsWith("$"))
                .isPresent();
    }

    private static String withoutLineEndMarks(String text) {
        return TAB.matcher(LINE_END_MARK.matcher(text).replaceAll("")).replaceAll("\t");
    }

    private static boolean isListInALine(String beginning) {
        return PlainText.has("'\"", NEXT_STRING, beginning)
                && LIST_IN_A_LINE.matcher(beginning).find();
    }

    private static String lines(Pattern lineEnd, String text) {
        return FIRST_QUOTE.matcher(lineEnd.matcher(text).replaceAll("\n")).replaceFirst("");
    }

    private static String codes(String text) {
        return CODE.matcher(text)
                .replaceAll(
                        code -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(code.group(1), 16))));
    }
}

package io.targetnode.capture;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text before each line of a table or listing: the time in a log of a CI job, {@code > } in a mail, the number of a line. It ends
 * where a line of a known format begins. Boot logs have {@link LinePrefix}.
 */
final class CommonPrefix {

    private static final Set<CaptureFormat> LISTINGS = EnumSet.range(CaptureFormat.ACPIDUMP, CaptureFormat.NUMACTL);
    private static final Pattern TOKEN = Pattern.compile("\\d++|\\w++| ++|.", Pattern.DOTALL);
    private static final Pattern JSON = Pattern.compile("[\\[{]{1,2}+");
    private static final int MAX_CHARS = 120;
    private static final int EXAMINED_LINES = 400;

    private CommonPrefix() {}

    /** The text without the prefix of its lines; other lines become empty. The same text if there is no such prefix. */
    static String remove(String text) {
        List<String> lines = PlainText.beginning(text)
                .lines()
                .map(Lines::clean)
                .filter(line -> !line.isBlank())
                .limit(EXAMINED_LINES)
                .toList();
        return lines.size() < 2
                ? text
                : lines.stream()
                        .flatMap(line -> before(line).stream())
                        .filter(prefix -> isCommon(prefix, lines))
                        .findFirst()
                        .map(prefix -> removeFrom(text, prefix))
                        .orElse(text);
    }

    private static Optional<Pattern> before(String line) {
        Matcher token = TOKEN.matcher(line);
        while (token.find() && token.end() <= MAX_CHARS) {
            if (begins(line, token.end())) {
                return Optional.of(form(line.substring(0, token.end())));
            }
        }
        return Optional.empty();
    }

    /** The blanks at the end of a prefix are counted: more of them are the indentation of a line. */
    private static Pattern form(String prefix) {
        String text = prefix.stripTrailing();
        return Pattern.compile(LinePrefix.form(text) + " {" + (prefix.length() - text.length()) + "}", Pattern.DOTALL);
    }

    /** Whether a line of a known format begins at a position. After a quote, it must end with one. */
    private static boolean begins(String line, int at) {
        String rest = line.substring(at);
        if (line.lastIndexOf('"', at - 1) >= 0 && LinePrefix.withoutQuote(rest).equals(rest)) {
            return false;
        }
        return JSON.matcher(rest).matches()
                || LineSigns.formatOf(rest).filter(LISTINGS::contains).isPresent();
    }

    private static boolean isCommon(Pattern prefix, List<String> lines) {
        long found =
                lines.stream().filter(line -> prefix.matcher(line).lookingAt()).count();
        return 2 * found >= lines.size();
    }

    private static String removeFrom(String text, Pattern prefix) {
        boolean quoted = prefix.pattern().contains("\"");
        StringBuilder plain = new StringBuilder(text.length());
        text.lines().map(Lines::clean).forEach(line -> {
            Matcher found = prefix.matcher(line);
            String rest = found.lookingAt() ? line.substring(found.end()) : "";
            plain.append(quoted ? LinePrefix.withoutQuote(rest) : rest).append('\n');
        });
        return plain.toString();
    }
}

package io.targetnode.capture;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text before each line of a copied boot log: {@code > } of a quoted mail, the time stamp of a container's log, the file
 * name that {@code grep} prints. A message that only a kernel prints shows the prefix: it is the text before the time stamp of
 * the message. A prefix of the same form is removed from all lines. Lines without one become empty, so that lines keep their
 * numbers.
 */
final class LinePrefix {

    /** Messages of every boot log, the most distinctive first. */
    private static final List<String> MESSAGES = List.of(
            "Linux version ",
            "Command line: ",
            "BIOS-provided physical RAM map",
            "BIOS-e820: ",
            "Early memory node ranges",
            "No NUMA configuration found");

    private static final int MAX_CHARS = 200;
    private static final Pattern STAMP = Pattern.compile("\\[ {0,8}+\\d{1,8}+\\.\\d{6}]");

    /** The name of the kernel in a log of several programs. The form includes it, because other programs have other names. */
    private static final String KERNEL = "kernel";

    /** Stands before each line of the Xen hypervisor, which prints some messages that a kernel also prints. */
    private static final String XEN = "(XEN)";

    private static final Pattern TOKEN = Pattern.compile("(\\d++)|(\\w++)|( ++)|(.)", Pattern.DOTALL);

    /** The text that programs print after a line in a list. */
    private static final Pattern SUFFIX =
            Pattern.compile("(?: *+(?:\\\\[rn]){0,2}+['\"|`][\\])}]{0,2}+[,;]?+|</msg>)$");

    private static final Pattern QUOTES = Pattern.compile("(?:[>|] ?+){1,8}+");

    private static final Pattern PROSE = Pattern.compile("(?= *+[a-zA-Z])[\\w ]*+");

    /** A carriage return that ends a line, as in {@link Lines}. */
    private static final Pattern LONE_RETURN = Pattern.compile("\\r(?![\\r\\n])");

    private final Pattern form;

    /** The number of {@link #MESSAGES} that must have this prefix. */
    private final int needed;

    private LinePrefix(Pattern form, int needed) {
        this.form = form;
        this.needed = needed;
    }

    /** The text without the prefix of its lines; the same text if they have none. A prefix that distinguishes machines becomes a tag. */
    static String remove(String text) {
        return of(PlainText.beginning(text))
                .map(prefix -> prefix.removeFrom(text, mixed(text)))
                .orElse(text);
    }

    private static Optional<MixedLog> mixed(String text) {
        return text.indexOf(MESSAGES.get(0)) == text.lastIndexOf(MESSAGES.get(0))
                ? Optional.empty()
                : MixedLog.in(new Lines("log", text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** The lines with the first occurrence of each message, most distinctive first. */
    static Stream<String> anchors(String text) {
        return MESSAGES.stream().flatMap(message -> anchor(text, message).stream());
    }

    /** The position of the first of these messages in a line that has one. */
    static int messageIn(String line) {
        return MESSAGES.stream()
                .mapToInt(line::indexOf)
                .filter(at -> at >= 0)
                .min()
                .orElse(0);
    }

    private static Optional<String> anchor(String text, String message) {
        int at = text.indexOf(message);
        if (at < 0) {
            return Optional.empty();
        }
        int start = Math.max(text.lastIndexOf('\n', at), text.lastIndexOf('\r', at)) + 1;
        int lineEnd = text.indexOf('\n', at);
        int end = Math.min(lineEnd < 0 ? text.length() : lineEnd, at + Lines.MAX_LINE_BYTES);
        return Optional.of(Lines.clean(text.substring(Math.max(start, at - MAX_CHARS), end)));
    }

    private static Optional<LinePrefix> of(String beginning) {
        if (anchors(beginning).anyMatch(line -> BootMessage.atStart(line).isPresent())) {
            return Optional.empty();
        }
        List<String> anchors = anchors(beginning).toList();
        if (anchors.isEmpty()) {
            return isQuoted(beginning) ? Optional.of(new LinePrefix(QUOTES, 0)) : Optional.empty();
        }
        List<LinePrefix> prefixes = anchors.stream()
                .flatMap(anchor -> before(anchor).stream())
                .filter(prefix -> anchors.stream().filter(prefix::isAt).count() >= prefix.needed)
                .toList();
        String forms = prefixes.stream()
                .map(prefix -> prefix.form.pattern())
                .distinct()
                .collect(Collectors.joining("|"));
        return prefixes.isEmpty()
                ? Optional.empty()
                : Optional.of(new LinePrefix(Pattern.compile(forms, Pattern.DOTALL), 0));
    }

    /** Whether each line is quoted, as in a mail. It is asked only for a text that is not a boot log. */
    private static boolean isQuoted(String beginning) {
        return !beginning.isBlank()
                && beginning
                        .lines()
                        .filter(line -> !line.isBlank())
                        .allMatch(line -> QUOTES.matcher(line).lookingAt());
    }

    /** The prefix before the time stamp of a line, or else before its message. Words alone before a message are prose. */
    private static Optional<LinePrefix> before(String anchor) {
        int message = messageIn(anchor);
        Matcher stamp = STAMP.matcher(anchor).region(0, message);
        boolean stamped = stamp.find();
        String prefix = anchor.substring(0, stamped ? stamp.start() : message);
        if (prefix.isEmpty()
                || prefix.contains(XEN)
                || (!stamped && PROSE.matcher(prefix).matches())) {
            return Optional.empty();
        }
        return Optional.of(new LinePrefix(form(prefix), stamped || prefix.endsWith("] ") ? 1 : 2));
    }

    /** The form of a prefix: other lines may have other numbers, other words and more blanks. */
    static Pattern form(String prefix) {
        StringBuilder form = new StringBuilder();
        Matcher token = TOKEN.matcher(prefix);
        while (token.find()) {
            if (token.group(1) != null) {
                form.append("\\d{1,20}+");
            } else if (token.group(2) != null) {
                form.append(token.group().equals(KERNEL) ? KERNEL : "\\w{1,64}+");
            } else if (token.group(3) != null) {
                form.append(token.start() == 0 ? " {0,16}+" : " {1,16}+");
            } else {
                form.append(Pattern.quote(token.group()));
            }
        }
        return Pattern.compile(form.toString(), Pattern.DOTALL);
    }

    /** A line without the quote that ends it in a list of a program. */
    static String withoutQuote(String line) {
        return SUFFIX.matcher(line).replaceFirst("");
    }

    private boolean isAt(String line) {
        return form.matcher(line).lookingAt();
    }

    private String removeFrom(String copied, Optional<MixedLog> mixed) {
        String text = LONE_RETURN.matcher(copied).replaceAll("\n");
        StringBuilder plain = new StringBuilder(text.length());
        for (int from = 0, to; from < text.length(); from = to + 1) {
            int lineEnd = text.indexOf('\n', from);
            to = lineEnd < 0 ? text.length() : lineEnd;
            String line = Lines.clean(text.substring(from, to));
            Matcher prefix = form.matcher(line);
            boolean found = prefix.lookingAt();
            Optional<String> tag = mixed.flatMap(log -> log.tag(line));
            if (tag.isPresent() || found && mixed.isEmpty()) {
                String rest = line.substring(found ? prefix.end() : 0);
                plain.append(tag.orElse("")).append(form == QUOTES ? rest : withoutQuote(rest));
            }
            plain.append('\n');
        }
        return plain.toString();
    }
}

package io.targetnode.capture;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Takes the messages out of a log whose records are JSON: {@code dmesg -J}, {@code journalctl -o json}, the log files of
 * containers. The records may follow each other with or without a list around them, and the last one may be cut off. Other
 * fields, such as host names, are skipped.
 */
final class JsonLog {

    private static final Set<String> MESSAGES =
            Set.of("msg", "MESSAGE", "message", "log", "textPayload", "Output", "contents", "body", "stdout");

    /** The journal's field for the origin of a message. */
    private static final String TRANSPORT = "_TRANSPORT";

    /**
     * An object, or a list of objects; Ansible prints the name of the host before it. A bracket alone proves nothing, because boot
     * logs also begin with one.
     */
    private static final Pattern OBJECT =
            Pattern.compile("(?:[^\\n{]{0,200} => )?+[\\x00-\\x20]*+(?:\\[[\\x00-\\x20]*+)?+\\{");

    /** The time of a kernel's message. A text with it is a message, whatever its name. */
    private static final Pattern STAMP = Pattern.compile(".{0,200}?\\[ {0,8}+\\d{1,8}+\\.\\d{6}].*+", Pattern.DOTALL);

    private static final String KERNEL = "kernel";

    /** The journal's field for the host, which tells machines apart in the journal of several. */
    private static final String HOST = "_HOSTNAME";

    private final String text;
    private final boolean tagged;
    private final StringBuilder lines = new StringBuilder();
    private final Map<String, Integer> numbers = new HashMap<>();
    private int at;
    private String message = "";
    private final StringBuilder others = new StringBuilder();
    private String transport = KERNEL;
    private String host = "";

    private JsonLog(String text, boolean tagged) {
        this.text = text;
        this.tagged = tagged;
    }

    /** The messages, one per line; empty if the text is not such a log, or has no kernel messages. */
    static Optional<String> messages(String text) {
        String beginning = PlainText.beginning(text);
        if (!OBJECT.matcher(beginning).lookingAt()
                || LinePrefix.anchors(beginning).findFirst().isEmpty()
                        && MESSAGES.stream().noneMatch(name -> beginning.contains('"' + name + '"'))) {
            return Optional.empty();
        }
        JsonLog log = new JsonLog(text, false);
        String lines = log.read();
        if (log.numbers.size() > 1) {
            lines = new JsonLog(text, true).read();
        }
        return LinePrefix.anchors(lines).findFirst().isEmpty() ? Optional.empty() : Optional.of(lines);
    }

    private String read() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                field(string());
            } else if (c == '}') {
                endRecord();
            }
        }
        endRecord();
        return lines.toString();
    }

    private void field(String name) {
        skipBlanks();
        if (!take(':')) {
            other(name);
            return;
        }
        skipBlanks();
        if (MESSAGES.contains(name)) {
            if (take('"')) {
                message = string();
            } else if (take('[')) {
                message = bytes();
            }
        } else if (name.equals(TRANSPORT) && take('"')) {
            transport = string();
        } else if (name.equals(HOST) && take('"')) {
            host = string();
        }
    }

    /** Adds a text of another field or of a list. It counts only if the record has no message. */
    private void other(String text) {
        if (STAMP.matcher(text).matches()) {
            others.append(text).append(text.endsWith("\n") ? "" : "\n");
        }
    }

    private void endRecord() {
        if (message.isEmpty()) {
            lines.append(others);
        }
        others.setLength(0);
        if (!message.isEmpty() && transport.equals(KERNEL)) {
            if (!host.isEmpty()) {
                int number = numbers.computeIfAbsent(host, unknown -> numbers.size() + 1);
                lines.append(tagged ? MixedLog.tag(number) : "");
            }
            lines.append(message);
            if (!message.endsWith("\n")) {
                lines.append('\n');
            }
        }
        message = "";
        transport = KERNEL;
        host = "";
    }

    private boolean take(char expected) {
        boolean found = at < text.length() && text.charAt(at) == expected;
        if (found) {
            at++;
        }
        return found;
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
    }

    /** Reads the rest of a string and its closing quote. */
    private String string() {
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                break;
            }
            value.append(c == '\\' && at < text.length() ? escaped(text.charAt(at++)) : c);
        }
        return value.toString();
    }

    private char escaped(char c) {
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codeUnit();
            default -> c;
        };
    }

    /** Reads four hexadecimal digits. Returns a question mark for a character that is not ASCII. */
    private char codeUnit() {
        int end = Math.min(at + 4, text.length());
        int code = 0;
        for (; at < end; at++) {
            code = code * 16 + Character.digit(text.charAt(at), 16);
        }
        return code >= 0 && code < 0x80 ? (char) code : '?';
    }

    /** Reads the rest of a list of bytes. The journal writes a message with control characters as such a list. */
    private String bytes() {
        StringBuilder value = new StringBuilder();
        int number = -1;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c >= '0' && c <= '9') {
                number = (Math.max(number, 0) * 10 + c - '0') & 0xff;
            } else if (number >= 0) {
                value.append((char) number);
                number = -1;
            }
            if (c == ']') {
                break;
            }
        }
        return value.toString();
    }
}

package io.targetnode.capture;

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
            Set.of("msg", "MESSAGE", "message", "log", "textPayload", "Output", "contents", "body");

    /** The journal's field for the origin of a message. */
    private static final String TRANSPORT = "_TRANSPORT";

    /** An object, or a list of objects. A bracket alone proves nothing, because boot logs also begin with one. */
    private static final Pattern OBJECT = Pattern.compile("[\\x00-\\x20]*+(?:\\[[\\x00-\\x20]*+)?+\\{");

    private static final String KERNEL = "kernel";

    private final String text;
    private final StringBuilder lines = new StringBuilder();
    private int at;
    private String message = "";
    private String transport = KERNEL;

    private JsonLog(String text) {
        this.text = text;
    }

    /** The messages, one per line; empty if the text is not such a log, or has no kernel messages. */
    static Optional<String> messages(String text) {
        String beginning = PlainText.beginning(text);
        if (!OBJECT.matcher(beginning).lookingAt()
                || MESSAGES.stream().noneMatch(name -> beginning.contains('"' + name + '"'))) {
            return Optional.empty();
        }
        String lines = new JsonLog(text).read();
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
        }
    }

    private void endRecord() {
        if (!message.isEmpty() && transport.equals(KERNEL)) {
            lines.append(message);
            if (!message.endsWith("\n")) {
                lines.append('\n');
            }
        }
        message = "";
        transport = KERNEL;
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

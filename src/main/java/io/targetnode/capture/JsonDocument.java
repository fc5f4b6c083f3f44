package io.targetnode.capture;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A JSON document in a text that may have other lines above and below it: a prompt, the messages of the tool, another document. It
 * begins at the start of a line with an object or a list of objects, and ends where its brackets close, or where the text ends.
 */
public final class JsonDocument {

    /** The tools that print an empty list if there is nothing to list. */
    private static final Map<String, CaptureFormat> TOOLS =
            Map.of("cxl", CaptureFormat.CXL, "daxctl", CaptureFormat.DAXCTL, "ndctl", CaptureFormat.NDCTL);

    private static final Pattern EMPTY_LIST = Pattern.compile("\\[\\s*+]");

    /** The last non-blank line before the list: a prompt and a command. */
    private static final Pattern COMMAND =
            Pattern.compile("[$#>%] *+(?:sudo ++)?+(cxl|daxctl|ndctl) [^\\n]*+\\n\\s*+\\z");

    private static final int MAX_COMMAND = 400;

    private final byte[] text;
    private final int start;
    private final int end;
    private final int line;

    private JsonDocument(byte[] text, int start, int end, int line) {
        this.text = text;
        this.start = start;
        this.end = end;
        this.line = line;
    }

    /** Gives each document of a text to the reader, in order. Takes linear time. */
    public static void forEachIn(byte[] text, Consumer<JsonDocument> reader) {
        new Scan(CleanJson.of(text)).run(reader);
    }

    /** The text that {@link #start} and {@link #end} refer to. */
    public byte[] text() {
        return text;
    }

    /** The position of its first bracket. */
    public int start() {
        return start;
    }

    /** The position after its last byte. */
    public int end() {
        return end;
    }

    /** The line of its first bracket, from 1. */
    public int line() {
        return line;
    }

    /** The format of the tool that wrote it; empty if the tool is not known. The command above an empty list shows its tool. */
    public Optional<CaptureFormat> format() {
        return JsonFieldNames.formatOf(text, start, end).or(this::formatOfEmptyList);
    }

    private Optional<CaptureFormat> formatOfEmptyList() {
        if (end - start > MAX_COMMAND || !EMPTY_LIST.matcher(ascii(start, end)).matches()) {
            return Optional.empty();
        }
        Matcher command = COMMAND.matcher(ascii(Math.max(0, start - MAX_COMMAND), start));
        return command.find() ? Optional.ofNullable(TOOLS.get(command.group(1))) : Optional.empty();
    }

    private String ascii(int from, int to) {
        return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /** Whether both have the same bytes. */
    public boolean equalsText(JsonDocument other) {
        return Arrays.equals(text, start, end, other.text, other.start, other.end);
    }

    private static final class Scan {

        private final byte[] text;
        private int at;
        private int line = 1;

        Scan(byte[] text) {
            this.text = text;
        }

        void run(Consumer<JsonDocument> reader) {
            while (at < text.length) {
                skipBlanks();
                if (beginsHere()) {
                    int start = at;
                    int first = line;
                    skipDocument();
                    reader.accept(new JsonDocument(text, start, at, first));
                } else {
                    skipLine();
                }
            }
        }

        private void skipBlanks() {
            while (at < text.length && (text[at] == ' ' || text[at] == '\t')) {
                at++;
            }
        }

        private void skipLine() {
            while (at < text.length && text[at] != '\n') {
                at++;
            }
            at++;
            line++;
        }

        /** Lines of boot logs also begin with a bracket, but no object follows it. */
        private boolean beginsHere() {
            if (at == text.length || text[at] != '{' && text[at] != '[') {
                return false;
            }
            int next = at + 1;
            while (next < text.length && text[next] >= 0 && text[next] <= ' ') {
                next++;
            }
            if (next == text.length) {
                return false;
            }
            return text[at] == '{' ? text[next] == '"' || text[next] == '}' : text[next] == '{' || text[next] == ']';
        }

        private void skipDocument() {
            int depth = 0;
            do {
                switch (text[at]) {
                    case '{', '[' -> depth++;
                    case '}', ']' -> depth--;
                    case '\n' -> line++;
                    case '"' -> {
                        if (!skipString()) {
                            return;
                        }
                    }
                    default -> {
                        // Only brackets and strings decide where the document ends.
                    }
                }
                at++;
            } while (depth > 0 && at < text.length);
        }

        /** Moves to the quote that ends a string. Returns false at the end of a line, because JSON strings end on their line. */
        private boolean skipString() {
            at++;
            while (at < text.length && text[at] != '\n') {
                if (text[at] == '"') {
                    return true;
                }
                at += text[at] == '\\' && at + 1 < text.length && text[at + 1] != '\n' ? 2 : 1;
            }
            return false;
        }
    }
}

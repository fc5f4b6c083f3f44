package io.targetnode.capture;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The lines of a text of unknown origin. A line ends with a line feed, or with a carriage return that no line feed follows (a
 * terminal shows the next line in its place). Invalid UTF-8 becomes replacement characters. Control characters are removed: NUL
 * (as in a log saved as UTF-16), colour sequences and others, and what was erased at the start of a line. Tabs and other blanks
 * become spaces, and dashes hyphens. Only the first {@link #MAX_LINE_BYTES} bytes of a line are read.
 */
final class Lines implements Iterable<Line> {

    /** Four times the longest line of a kernel. */
    static final int MAX_LINE_BYTES = 4096;

    private static final Pattern CONTROLS = Pattern.compile(
            "^[^\\x08\\[]{1,80}+\\x08[\\x08 ]*+|\\x1b\\[[\\x20-\\x3f]{0,32}+[\\x40-\\x7e]|\\x1b(?:c|[()][0-9A-B]|][^\\x07\\x1b]{0,200}+\\x07)"
                    + "|[\\x00-\\x08\\x0a-\\x1f\\x7f\\xad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069]|^[\\ufeff\\ufffd]{1,2}+");

    /** Blanks other than the space; the first is the no-break space. */
    private static final Pattern BLANKS = Pattern.compile("[\\t\\u00a0\\u2000-\\u200a\\u202f\\u3000]");

    /** Hyphens and dashes that documents show for the hyphen of ASCII. */
    private static final Pattern HYPHENS = Pattern.compile("[\\u2010-\\u2015\\u2212]");

    private final String source;
    private final byte[] bytes;

    Lines(String source, byte[] bytes) {
        this.source = source;
        this.bytes = bytes;
    }

    @Override
    public Iterator<Line> iterator() {
        return new Cursor();
    }

    void forEachNonEmpty(Consumer<Line> reader) {
        forEach(line -> {
            if (!line.text().isEmpty()) {
                reader.accept(line);
            }
        });
    }

    /** A line without control characters and trailing spaces, with spaces for other blanks. */
    static String clean(String line) {
        String stripped = line.stripTrailing();
        if (isPlain(stripped)) {
            return stripped;
        }
        String spaced =
                BLANKS.matcher(CONTROLS.matcher(stripped).replaceAll("")).replaceAll(" ");
        return HYPHENS.matcher(spaced).replaceAll("-").stripTrailing();
    }

    /** Whether the line is printable ASCII, as nearly all are, so that it needs no cleaning. */
    private static boolean isPlain(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.charAt(i) < ' ' || line.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    private final class Cursor implements Iterator<Line> {

        private int at;
        private int number;

        @Override
        public boolean hasNext() {
            return at < bytes.length;
        }

        @Override
        public Line next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int start = at;
            int end = lineEnd();
            at = end + 1;
            number++;
            int length = Math.min(end - start, MAX_LINE_BYTES);
            return new Line(source, number, clean(new String(bytes, start, length, StandardCharsets.UTF_8)));
        }

        private int lineEnd() {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n' && !isLoneReturn(end)) {
                end++;
            }
            return end;
        }

        /** Whether a carriage return ends a line. Serial consoles write several before a line feed. */
        private boolean isLoneReturn(int index) {
            return bytes[index] == '\r'
                    && index + 1 < bytes.length
                    && bytes[index + 1] != '\n'
                    && bytes[index + 1] != '\r';
        }
    }
}

package io.targetnode.capture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of one table of the output of {@code iasl -d}. Each must begin where the field before it ends, except in the lists
 * whose offsets or lengths iasl prints wrong. Error texts never contain a value of the table.
 */
final class IaslRows {

    /**
     * For row i, iasl prints {@code offset + i} instead of {@code offset + 8 * i}. The reader ignores the printed offset: each
     * row follows the one before it.
     */
    private static final String ROW_WITH_WRONG_OFFSET = "Next Xormap";

    /**
     * iasl prints more of these rows than the structure has, for example 256 rows for 3 targets. The offset of the field after
     * the list shows where the list ends.
     */
    private static final Set<String> LIST_ROWS = Set.of("Next Target", "First Xormap", ROW_WITH_WRONG_OFFSET);

    /** More than enough: the longest field of characters in a table that is stored has 8 bytes. */
    private static final int MAX_NAME_BYTES = 64;

    private static final String CONTINUED = "\\";

    private final String signature;
    private final DumpedTable fields;
    /** Offsets of the bytes that were given as characters. */
    private final BitSet characters = new BitSet();

    private final Set<String> names = new HashSet<>();
    private Optional<OpenField> open = Optional.empty();
    private boolean inFlags;
    private boolean inList;
    private int listStart;

    /** A field whose value continues on the next line, after a backslash of iasl or where a mail program wrapped the line. */
    private record OpenField(Line line, long offset, int width, ByteArrayOutputStream bytes) {}

    IaslRows(Line heading, String signature) {
        this.signature = signature;
        this.fields = new DumpedTable(heading, signature);
    }

    DumpedTable table() {
        return fields;
    }

    /** Whether the byte at an offset was given as a character. iasl replaces unprintable ones with spaces. */
    boolean isCharacter(int offset) {
        return characters.get(offset);
    }

    boolean isWithinField() {
        return open.isPresent();
    }

    /** Whether a row without an offset shows bits of the field before it. */
    boolean isFlagRow(String name) {
        return inFlags && !names.contains(name);
    }

    void endFlags() {
        inFlags = false;
    }

    /** @param text name and value, separated by {@code " : "} */
    void add(Line line, long printedOffset, int width, String text) {
        requireClosed();
        int colon = (text + ' ').indexOf(" : ");
        String name = (colon < 0 ? text : text.substring(0, colon)).strip();
        String value = colon < 0 ? "" : text.substring(colon + 2).strip();
        names.add(name);
        inFlags = name.endsWith("(decoded below)");
        long offset = offset(name, printedOffset);
        open = Optional.of(new OpenField(line, offset, width, new ByteArrayOutputStream()));
        if (!value.isEmpty()) {
            readValue(line, value);
        }
    }

    /** Reads a line that continues the value of the line before it. */
    void continueField(Line line) {
        String text = line.text().strip();
        // The line may have been wrapped within the name.
        int colon = text.startsWith("\"") ? -1 : text.indexOf(": ");
        readValue(line, text.substring(colon < 0 ? 0 : colon + 2).strip());
    }

    void requireClosed() {
        open.ifPresent(field -> {
            throw malformed(field.line, field.width);
        });
    }

    private void readValue(Line line, String value) {
        OpenField field = open.orElseThrow();
        boolean first = field.bytes.size() == 0;
        if (first && value.startsWith("\"")) {
            byte[] characterBytes = characters(line, field.width, value);
            characters.set(fields.size(), fields.size() + field.width);
            close(line, field, characterBytes);
        } else if (first && value.split(" ", 2)[0].length() == 2 * field.width) {
            close(line, field, number(line, field.width, value.substring(0, 2 * field.width)));
        } else {
            readBytes(line, field, value.split(" "));
        }
    }

    private void close(Line line, OpenField field, byte[] bytes) {
        open = Optional.empty();
        fields.append(line, field.offset, bytes);
    }

    private long offset(String name, long printedOffset) {
        if (LIST_ROWS.contains(name)) {
            listStart = inList ? listStart : fields.size();
            inList = true;
            return name.equals(ROW_WITH_WRONG_OFFSET) ? fields.size() : printedOffset;
        }
        if (inList && listStart <= printedOffset && printedOffset < fields.size()) {
            fields.truncate((int) printedOffset);
        }
        inList = false;
        return printedOffset;
    }

    private void readBytes(Line line, OpenField field, String[] words) {
        int taken = 0;
        while (taken < words.length && words[taken].length() == 2 && field.bytes.size() < field.width) {
            field.bytes.writeBytes(number(line, 1, words[taken++]));
        }
        if (field.bytes.size() == field.width) {
            close(line, field, field.bytes.toByteArray());
        } else if (taken == 0 || taken < words.length && !words[taken].equals(CONTINUED)) {
            throw malformed(line, field.width);
        }
    }

    /** Numbers are little-endian in the table and big-endian in the text. */
    private byte[] number(Line line, int width, String digits) {
        if (!digits.chars().allMatch(HexFormat::isHexDigit)) {
            throw malformed(line, width);
        }
        byte[] bytes = HexFormat.of().parseHex(digits);
        byte[] little = new byte[width];
        for (int i = 0; i < width; i++) {
            little[i] = bytes[width - 1 - i];
        }
        return little;
    }

    /** A name ends at its first NUL and may hold quotes. */
    private byte[] characters(Line line, int width, String value) {
        int end = value.lastIndexOf('"', width + 1);
        if (width > MAX_NAME_BYTES || end < 1) {
            throw malformed(line, width);
        }
        return Arrays.copyOf(value.substring(1, end).getBytes(StandardCharsets.US_ASCII), width);
    }

    private CaptureException malformed(Line line, int width) {
        return line.refuse("a field of %s has no value of %d bytes".formatted(signature, width));
    }
}

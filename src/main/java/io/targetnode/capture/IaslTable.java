package io.targetnode.capture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.Optional;

/**
 * One table of the output of {@code iasl -d}, read from its fields and its raw data. The raw data are preferred: iasl does not
 * know every structure, and replaces unprintable characters of names with spaces. No message shows a value.
 */
final class IaslTable {

    /** The longest field of characters in a stored table has 8 bytes. */
    private static final int MAX_NAME_BYTES = 64;

    private static final String CONTINUED = "\\";

    private final Line heading;
    private final String signature;
    private final DumpedTable fields;
    /** Offsets of the bytes that were given as characters. */
    private final BitSet characters = new BitSet();

    private Optional<DumpedTable> raw = Optional.empty();
    private Optional<OpenField> open = Optional.empty();

    /** A field whose bytes continue on the next line. */
    private record OpenField(long offset, int width, ByteArrayOutputStream bytes) {}

    IaslTable(Line heading, String signature) {
        this.heading = heading;
        this.signature = signature;
        this.fields = new DumpedTable(heading, signature);
    }

    Line heading() {
        return heading;
    }

    String signature() {
        return signature;
    }

    /** @param text name and value, separated by {@code " : "} */
    void addField(Line line, long offset, int width, String text) {
        requireClosed(line);
        int colon = text.indexOf(" : ");
        String value = colon < 0 ? "" : text.substring(colon + 3).strip();
        if (value.startsWith("\"")) {
            byte[] name = name(line, width, value);
            characters.set(fields.size(), fields.size() + width);
            fields.append(line, offset, name);
        } else if (value.split(" ", 2)[0].length() == 2 * width) {
            fields.append(line, offset, number(line, width, value.substring(0, 2 * width)));
        } else {
            open = Optional.of(new OpenField(offset, width, new ByteArrayOutputStream()));
            continueField(line, value);
        }
    }

    boolean isWithinField() {
        return open.isPresent();
    }

    /** Reads the line after one that ended with a backslash. */
    void continueField(Line line) {
        continueField(line, line.text());
    }

    void beginRaw(Line line) {
        if (raw.isPresent()) {
            throw line.refuse("the raw data of %s appear twice".formatted(signature));
        }
        raw = Optional.of(new DumpedTable(heading, signature));
    }

    void addRow(Line line) {
        raw.ifPresent(data -> data.addRow(line));
    }

    /** @throws CaptureException if bytes are missing, or fields and raw data differ */
    byte[] bytes() {
        requireClosed(heading);
        if (raw.isEmpty()) {
            return fields.bytes();
        }
        byte[] data = raw.get().bytes();
        requireSame(fields.soFar(), data);
        return data;
    }

    /** The fields may end at a structure that iasl does not know. */
    private void requireSame(byte[] shown, byte[] data) {
        for (int i = 0; i < shown.length; i++) {
            if (i >= data.length || shown[i] != data[i] && !characters.get(i)) {
                throw heading.refuse("the fields of %s and its raw data differ at offset 0x%x: the text was edited"
                        .formatted(signature, i));
            }
        }
    }

    private void continueField(Line line, String text) {
        OpenField field = open.orElseThrow();
        String[] words = text.split(" ");
        int taken = 0;
        while (taken < words.length && words[taken].length() == 2 && field.bytes.size() < field.width) {
            field.bytes.writeBytes(number(line, 1, words[taken++]));
        }
        if (field.bytes.size() == field.width) {
            open = Optional.empty();
            fields.append(line, field.offset, field.bytes.toByteArray());
        } else if (taken == 0 || taken != words.length - 1 || !words[taken].equals(CONTINUED)) {
            throw malformed(line, field.width);
        }
    }

    private void requireClosed(Line line) {
        if (open.isPresent()) {
            throw line.refuse("a field of %s continues, but its next line is missing".formatted(signature));
        }
    }

    /** Numbers are little-endian in the table and big-endian in the text. */
    private byte[] number(Line line, int width, String digits) {
        if (width == 0 || !digits.chars().allMatch(HexFormat::isHexDigit)) {
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
    private byte[] name(Line line, int width, String value) {
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

package io.targetnode.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One table of a text, built row by row. No message shows the text of a row, because it may contain serial numbers. */
final class DumpedTable {

    /** Real tables are far smaller. */
    static final int MAX_BYTES = 1 << 20;

    private static final int HEADER_BYTES = 36;
    private static final int LENGTH_OFFSET = 4;
    private static final HexFormat BYTES = HexFormat.ofDelimiter(" ");

    /** At least two spaces follow fewer than 16 bytes, so that the characters beside them are not read as bytes. */
    private static final Pattern ROW = Pattern.compile(
            " *+([0-9A-Fa-f]{4,8}+): ((?:[0-9A-Fa-f]{2} ){15}[0-9A-Fa-f]{2}(?= |$)|[0-9A-Fa-f]{2}(?: [0-9A-Fa-f]{2}){0,14}(?=  |$)).*+");

    private static final Pattern OFFSET = Pattern.compile(" *+[0-9A-Fa-f]{3,}+(?::| [0-9A-Fa-f]{2}(?: |$))");
    private static final int ROW_BYTES = 16;

    /** The first row of a stored table. */
    static final Pattern FIRST_ROW =
            Pattern.compile(" *+0{4}: ((?i:53 52 41|43 45 44|53 4c 49|48 4d 41) 54) [0-9A-Fa-f]{2} .*+");

    private final Line heading;
    private final String signature;
    private final Bytes bytes = new Bytes();

    private static final class Bytes extends ByteArrayOutputStream {

        void truncate(int size) {
            count = size;
        }
    }

    DumpedTable(Line heading, String signature) {
        this.heading = heading;
        this.signature = signature;
    }

    /** The signature of the stored table that begins with this row; empty if no stored table begins with it. */
    static Optional<String> signatureIn(String row) {
        if (!row.contains("0000: ")) {
            return Optional.empty();
        }
        Matcher first = FIRST_ROW.matcher(row);
        return first.matches()
                ? Optional.of(new String(BYTES.parseHex(first.group(1)), StandardCharsets.US_ASCII))
                : Optional.empty();
    }

    Line heading() {
        return heading;
    }

    String signature() {
        return signature;
    }

    int size() {
        return bytes.size();
    }

    /** The bytes that were appended, complete or not. */
    byte[] soFar() {
        return bytes.toByteArray();
    }

    /** Ignores a line without an offset, such as the characters of a row that was wrapped. */
    void addRow(Line line) {
        if (!OFFSET.matcher(line.text()).lookingAt()) {
            return;
        }
        Matcher row = row(line.text());
        if (!row.matches()) {
            throw line.refuse(
                    "a row of %s was expected: an offset, a colon, and up to 16 bytes in hexadecimal, each after a space"
                            .formatted(signature));
        }
        append(line, Long.parseLong(row.group(1), 16), BYTES.parseHex(row.group(2)));
    }

    /** A row that a web page printed with one space before its characters has the bytes that are missing. */
    private Matcher row(String text) {
        Matcher row = ROW.matcher(text);
        long missing = size() < HEADER_BYTES ? 0 : statedBytes(bytes.toByteArray()) - size();
        return row.matches() || missing < 1 || missing > ROW_BYTES
                ? row
                : Pattern.compile(" *+([0-9A-Fa-f]{4,8}+): ([0-9A-Fa-f]{2}(?: [0-9A-Fa-f]{2}){%d})(?: .*+)?+"
                                .formatted(missing - 1))
                        .matcher(text);
    }

    /** @throws CaptureException if the bytes do not follow those before them */
    void append(Line line, long offset, byte[] more) {
        if (offset != bytes.size()) {
            throw line.refuse("%s continues at offset 0x%x instead of 0x%x: rows are missing, repeated or out of order"
                    .formatted(signature, offset, bytes.size()));
        }
        bytes.writeBytes(more);
        if (bytes.size() > MAX_BYTES) {
            throw line.refuse(
                    "%s has more than %,d bytes; no machine has such a table".formatted(signature, MAX_BYTES));
        }
    }

    /** Drops the bytes from an offset on, which is at most the present size. */
    void truncate(int offset) {
        bytes.truncate(offset);
    }

    /** Whether as many bytes were appended as the table's header states. */
    boolean isWhole() {
        return size() >= HEADER_BYTES && statedBytes(bytes.toByteArray()) == size();
    }

    /** @throws CaptureException if rows at the end are missing */
    byte[] bytes() {
        byte[] table = bytes.toByteArray();
        if (table.length < HEADER_BYTES) {
            throw heading.refuse("%s has %d bytes, fewer than the %d of a table's header: rows are missing"
                    .formatted(signature, table.length, HEADER_BYTES));
        }
        long stated = statedBytes(table);
        if (stated != table.length) {
            throw heading.refuse("%s has %,d bytes, but its header states %,d: rows at the end are missing or extra"
                    .formatted(signature, table.length, stated));
        }
        return table;
    }

    private static long statedBytes(byte[] table) {
        return Integer.toUnsignedLong(
                ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).getInt(LENGTH_OFFSET));
    }
}

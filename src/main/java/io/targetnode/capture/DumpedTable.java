package io.targetnode.capture;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One table of a text, built up row by row. No message shows a row's text: nobody knows what it holds. */
final class DumpedTable {

    /** Far above every real table of the kept kinds. */
    static final int MAX_BYTES = 1 << 20;

    private static final int HEADER_BYTES = 36;
    private static final int LENGTH_OFFSET = 4;
    private static final HexFormat BYTES = HexFormat.ofDelimiter(" ");

    /** Behind fewer than 16 bytes there are at least two blanks, so that the characters are not taken for bytes. */
    private static final Pattern ROW = Pattern.compile(
            " *+([0-9A-Fa-f]{4,8}+): ((?:[0-9A-Fa-f]{2} ){15}[0-9A-Fa-f]{2}(?= |$)|[0-9A-Fa-f]{2}(?: [0-9A-Fa-f]{2}){0,14}(?=  |$)).*+");

    private final Line heading;
    private final String signature;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    DumpedTable(Line heading, String signature) {
        this.heading = heading;
        this.signature = signature;
    }

    String signature() {
        return signature;
    }

    int size() {
        return bytes.size();
    }

    /** What was appended, whole or not. */
    byte[] soFar() {
        return bytes.toByteArray();
    }

    void addRow(Line line) {
        Matcher row = ROW.matcher(line.text());
        if (!row.matches()) {
            throw line.refuse(
                    "no row of %s: an offset, a colon, and up to 16 bytes in hexadecimal with a blank before each were expected"
                            .formatted(signature));
        }
        append(line, Long.parseLong(row.group(1), 16), BYTES.parseHex(row.group(2)));
    }

    /** @throws CaptureException if the bytes do not follow those before them */
    void append(Line line, long offset, byte[] more) {
        if (offset != bytes.size()) {
            throw line.refuse("%s goes on at offset 0x%x, expected was 0x%x: rows are missing, doubled or out of order"
                    .formatted(signature, offset, bytes.size()));
        }
        bytes.writeBytes(more);
        if (bytes.size() > MAX_BYTES) {
            throw line.refuse("%s has more than %,d bytes; no machine's has".formatted(signature, MAX_BYTES));
        }
    }

    /** @throws CaptureException if rows at the end are missing */
    byte[] bytes() {
        byte[] table = bytes.toByteArray();
        if (table.length < HEADER_BYTES) {
            throw heading.refuse("%s has %d bytes, fewer than the %d of a table's header: rows are missing"
                    .formatted(signature, table.length, HEADER_BYTES));
        }
        long stated = Integer.toUnsignedLong(
                ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).getInt(LENGTH_OFFSET));
        if (stated != table.length) {
            throw heading.refuse("%s has %,d bytes, its header states %,d: rows at the end are missing, or too many"
                    .formatted(signature, table.length, stated));
        }
        return table;
    }
}

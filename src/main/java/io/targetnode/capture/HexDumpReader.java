package io.targetnode.capture;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads dumps of table files: the output of {@code hexdump -C} or {@code od -A x -t x1} with 16 bytes in a row, of {@code xxd}
 * with any number of bytes in a row, and the forms of {@link EncodedTable}. A row that begins with a signature begins a table. A row {@code *} repeats the row before it. A
 * dump of numbers of several bytes, or with octal offsets, is refused.
 */
final class HexDumpReader {

    static final String SOURCE = "hexdump";

    /** The first row of a table that is stored: SRAT, CEDT, SLIT or HMAT. */
    static final Pattern FIRST_ROW = Pattern.compile(
            " *+0{4,16}+:? {1,3}+(?i:53 ?52 ?41 ?54|43 ?45 ?44 ?54|53 ?4c ?49 ?54|48 ?4d ?41 ?54) ?[0-9A-Fa-f]{2}.*+");

    /** The first row of such a table as numbers of two bytes, hexadecimal or octal, or of four. */
    static final Pattern FIRST_WORDS =
            Pattern.compile(" *+0{7,8}+:? {1,4}+(?:5253 {1,4}+5441|4543 {1,4}+5444|4c53 {1,4}+5449"
                    + "|4d48 {1,4}+5441|051123 052101|042503 052104|046123 052111|046510 052101"
                    + "|54415253|54444543|54494c53|54414d48) .*+");

    private static final Pattern OCTAL_OFFSET = Pattern.compile(" *+0{7} .*+");
    private static final Pattern ROW = Pattern.compile(" *+([0-9A-Fa-f]{4,16}+)(:?) {1,3}+([0-9A-Fa-f]{2}.*+)");
    /** The last row, which has only the length. */
    private static final Pattern END = Pattern.compile(" *+([0-9A-Fa-f]{4,8}+)");

    private static final int MAX_TABLES = 64;
    private static final int ROW_BYTES = 16;
    private static final int SIGNATURE_BYTES = 4;

    private final Map<String, byte[]> tables = new HashMap<>();
    private Optional<DumpedTable> current = Optional.empty();
    private Optional<EncodedTable> encoded = Optional.empty();
    private byte[] row = {};
    private boolean repeats;
    private int count;

    static AcpiDump read(byte[] text) {
        HexDumpReader reader = new HexDumpReader();
        new Lines(SOURCE, text).forEachNonEmpty(reader::read);
        reader.closeTable();
        reader.closeEncoded();
        return new AcpiDump(reader.tables, reader.tables.keySet(), false, List.of());
    }

    private void read(Line line) {
        if (encoded.isPresent()) {
            encoded.get().add(line);
        } else {
            encoded = EncodedTable.at(line);
            encoded.ifPresent(table -> {
                closeTable();
                requireFew(line);
            });
        }
        if (encoded.filter(EncodedTable::isComplete).isPresent()) {
            closeEncoded();
        } else if (encoded.isEmpty()) {
            readRow(line);
        }
    }

    private void readRow(Line line) {
        boolean first = FIRST_ROW.matcher(line.text()).matches();
        if (FIRST_WORDS.matcher(line.text()).matches()
                || first && OCTAL_OFFSET.matcher(line.text()).matches()) {
            throw line.refuse("a dump of numbers of several bytes, or with octal offsets;"
                    + " print the table with 'hexdump -C', or upload its file");
        }
        Matcher bytes = ROW.matcher(line.text());
        Matcher end = END.matcher(line.text());
        boolean isRow = bytes.matches();
        if (first) {
            openTable(line, bytes(bytes));
        } else if (line.text().equals("*")) {
            repeats = true;
        } else if (current.isPresent() && isRow) {
            addRow(line, current.get(), Long.parseUnsignedLong(bytes.group(1), 16), bytes(bytes));
        } else if (current.isPresent() && end.matches()) {
            addRow(line, current.get(), Long.parseLong(end.group(1), 16), new byte[0]);
            closeTable();
        }
    }

    private void openTable(Line line, byte[] bytes) {
        closeTable();
        requireFew(line);
        DumpedTable table = new DumpedTable(line, new String(bytes, 0, SIGNATURE_BYTES, StandardCharsets.US_ASCII));
        addRow(line, table, 0, bytes);
        current = Optional.of(table);
    }

    private void requireFew(Line line) {
        if (++count > MAX_TABLES) {
            throw line.refuse("more than %d tables".formatted(MAX_TABLES));
        }
    }

    private void addRow(Line line, DumpedTable table, long offset, byte[] bytes) {
        while (repeats && row.length == ROW_BYTES && table.size() < offset) {
            table.append(line, table.size(), row);
        }
        repeats = false;
        row = bytes;
        table.append(line, offset, bytes);
    }

    /**
     * The bytes of a row, separated by one space or none, in the middle of a row also by a hyphen. Two spaces end them, except in the middle of a row of hexdump, which
     * unlike a row of xxd has no colon.
     */
    private static byte[] bytes(Matcher row) {
        boolean isXxd = !row.group(2).isEmpty();
        String text = row.group(3);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int at = 0;
        while ((isXxd || bytes.size() < ROW_BYTES) && isByte(text, at)) {
            bytes.write(HexFormat.fromHexDigits(text, at, at + 2));
            at += 2;
            if (at < text.length()
                    && (text.charAt(at) == ' ' || text.charAt(at) == '-' && bytes.size() == ROW_BYTES / 2)) {
                at += !isXxd && bytes.size() == ROW_BYTES / 2 && text.startsWith("  ", at) ? 2 : 1;
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isByte(String text, int at) {
        return at + 1 < text.length()
                && HexFormat.isHexDigit(text.charAt(at))
                && HexFormat.isHexDigit(text.charAt(at + 1));
    }

    private void closeTable() {
        current.ifPresent(table -> store(table.heading(), table.signature(), table.bytes()));
        current = Optional.empty();
        repeats = false;
    }

    private void closeEncoded() {
        encoded.ifPresent(table -> store(table.heading(), table.signature(), table.bytes()));
        encoded = Optional.empty();
    }

    private void store(Line heading, String signature, byte[] bytes) {
        byte[] before = tables.put(signature, bytes);
        if (before != null && !Arrays.equals(before, bytes)) {
            throw heading.refuse("a second, different %s; a machine has only one".formatted(signature));
        }
    }
}

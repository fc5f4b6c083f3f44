package io.targetnode.capture;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Walks what {@code iasl -d} prints of tables, one or several in a text, whole or as it is pasted into a report: the fields,
 * {@code [000h 0000 004h]  Signature : "SRAT"}, the raw data below them, or both. Tables of other kinds are passed over.
 */
final class IaslReader {

    static final String SOURCE = "iasl";

    /** Where a field lies, in hexadecimal and decimal; how long it is, in hexadecimal since 2022; its name and its value. */
    static final Pattern FIELD = Pattern.compile(
            "[ >]*+\\[([0-9A-Fa-f]{3,8}+)h \\d{4,10}+ ++(?:([0-9A-Fa-f]{1,6}+)h|(\\d{1,6}+))\\] *+(.*+)");

    static final Pattern RAW_HEADING = Pattern.compile("[ >]*+Raw Table Data: Length \\d{1,10}+ .*+");

    private static final Pattern QUOTED = Pattern.compile("^[ >]++");
    private static final Pattern SIGNATURE = Pattern.compile("Signature : \"([!-~]{4})\".*+");
    private static final Pattern PROGRAM = Pattern.compile("[ >]*+\\* {1,8}+Signature {1,16}+\"([A-Z0-9]{4})\"");
    private static final Pattern ROW = Pattern.compile("[0-9A-Fa-f]{4,8}+: .*+");

    private final Map<String, byte[]> tables = new HashMap<>();
    private final Set<String> signatures = new TreeSet<>();
    private Optional<IaslTable> kept = Optional.empty();
    private boolean inTable;

    void read(Line line) {
        Matcher field = FIELD.matcher(line.text());
        Matcher program = PROGRAM.matcher(line.text());
        if (field.matches()) {
            field(line, field);
        } else if (program.matches()) {
            openTable(line, program.group(1));
            kept = Optional.empty();
        } else if (kept.isPresent()) {
            besideFields(line, kept.get());
        } else if (!inTable && RAW_HEADING.matcher(line.text()).matches()) {
            throw line.refuse(
                    "raw data of a table whose first field, like '[000h 0000 004h] Signature : \"SRAT\"', is missing;"
                            + " give the output of iasl -d as it is");
        }
    }

    AcpiDump finish() {
        closeTable();
        if (signatures.isEmpty()) {
            throw new CaptureException(
                    SOURCE,
                    CaptureException.WHOLE_TEXT,
                    "no first field of a table, like '[000h 0000 004h] Signature : \"SRAT\"', was found;"
                            + " give the output of iasl -d as it is");
        }
        return new AcpiDump(tables, signatures, false);
    }

    private void field(Line line, Matcher field) {
        long offset = Long.parseLong(field.group(1), 16);
        Matcher signature = SIGNATURE.matcher(field.group(4));
        if (offset == 0 && signature.matches()) {
            openTable(line, signature.group(1));
        } else if (!inTable) {
            throw line.refuse(
                    "a field of a table whose first one, like '[000h 0000 004h] Signature : \"SRAT\"', is missing;"
                            + " give the output of iasl -d as it is");
        }
        int width = field.group(2) != null ? Integer.parseInt(field.group(2), 16) : Integer.parseInt(field.group(3));
        kept.ifPresent(table -> table.addField(line, offset, width, field.group(4)));
    }

    private static void besideFields(Line line, IaslTable table) {
        Line unquoted = new Line(
                line.source(), line.number(), QUOTED.matcher(line.text()).replaceFirst(""));
        if (table.isWithinField()) {
            table.goOn(unquoted);
        } else if (RAW_HEADING.matcher(line.text()).matches()) {
            table.beginRaw(line);
        } else if (ROW.matcher(unquoted.text()).matches()) {
            table.addRow(unquoted);
        }
    }

    private void openTable(Line line, String signature) {
        closeTable();
        inTable = true;
        signatures.add(signature);
        if (AcpiDump.KEPT.contains(signature)) {
            kept = Optional.of(new IaslTable(line, signature));
        }
    }

    /** A table that is there twice was pasted twice, if it is the same. */
    private void closeTable() {
        kept.ifPresent(table -> {
            byte[] bytes = table.bytes();
            byte[] before = tables.put(table.signature(), bytes);
            if (before != null && !Arrays.equals(before, bytes)) {
                throw table.heading()
                        .refuse("a second %s that is not the first one; a machine has one"
                                .formatted(table.signature()));
            }
        });
        kept = Optional.empty();
    }
}

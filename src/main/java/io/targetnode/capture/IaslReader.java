package io.targetnode.capture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the output of {@code iasl -d} for one or several tables, complete or pasted into a report: the fields,
 * {@code [000h 0000 004h]  Signature : "SRAT"}, the raw data below them, or both. Other tables are skipped.
 */
final class IaslReader {

    static final String SOURCE = "iasl";

    /** The end of messages about texts that were edited or made from a template. */
    static final String COMPILE_IT = " compile the text with iasl and upload the .aml";

    /** The offset of a field in hexadecimal and decimal, its length (in hexadecimal since 2022), its name and its value. */
    static final Pattern FIELD = Pattern.compile(
            "[ >]*+\\[([0-9A-Fa-f]{3,8}+)h? \\d{3,10}+ ++(?:([0-9A-Fa-f]{1,6}+)h|(\\d{1,6}+))\\] *+(.*+)");

    /** The first row of a text for the compiler: without any offset, or with the length only, as templates have it. */
    static final Pattern TEMPLATE = Pattern.compile("[ >]*+(?:\\[\\d{1,6}+] *+)?+Signature : \"([A-Z0-9]{4})\".*+");

    static final Pattern RAW_HEADING = Pattern.compile("[ >]*+Raw Table Data: Length \\d{1,10}+ .*+");

    private static final Pattern QUOTED = Pattern.compile("^[ >]++");
    private static final Pattern SIGNATURE = Pattern.compile("Signature : \"([!-~]{4})\".*+");
    private static final Pattern PROGRAM = Pattern.compile("[ >]*+\\* {1,8}+Signature {1,16}+\"([A-Z0-9]{4})\"");
    static final Pattern ROW = Pattern.compile("[0-9A-Fa-f]{4,8}+: .*+");

    private final Map<String, byte[]> tables = new HashMap<>();
    private final Set<String> signatures = new TreeSet<>();
    private final List<String> warnings = new ArrayList<>();
    private Optional<IaslTable> current = Optional.empty();
    private boolean inTable;

    static AcpiDump read(byte[] text) {
        IaslReader reader = new IaslReader();
        new Lines(SOURCE, text).forEach(reader::read);
        return reader.finish();
    }

    private void read(Line line) {
        Matcher field = FIELD.matcher(line.text());
        Matcher program = PROGRAM.matcher(line.text());
        Matcher template = TEMPLATE.matcher(line.text());
        if (field.matches()) {
            field(line, field);
        } else if (program.matches()) {
            openTable(line, program.group(1));
            current = Optional.empty();
        } else if (template.matches()) {
            openTemplate(line, template.group(1));
        } else if (current.isPresent()) {
            otherLine(line, current.get());
        } else if (!inTable) {
            DumpedTable.signatureIn(unquoted(line).text()).ifPresent(signature -> openRaw(line, signature));
        }
    }

    private AcpiDump finish() {
        closeTable();
        if (signatures.isEmpty()) {
            throw new CaptureException(
                    SOURCE,
                    "no first field of a table, like '[000h 0000 004h] Signature : \"SRAT\"', was found;"
                            + " give the complete output of iasl -d");
        }
        return new AcpiDump(tables, signatures, false, warnings);
    }

    private void field(Line line, Matcher field) {
        long offset = Long.parseLong(field.group(1), 16);
        Matcher signature = SIGNATURE.matcher(field.group(4));
        if (offset == 0 && signature.matches()) {
            openTable(line, signature.group(1));
        } else if (!inTable) {
            throw line.refuse(
                    "a field of a table without its first field, like '[000h 0000 004h] Signature : \"SRAT\"';"
                            + " give the complete output of iasl -d");
        }
        int width = field.group(2) != null ? Integer.parseInt(field.group(2), 16) : Integer.parseInt(field.group(3));
        current.ifPresent(table -> table.addField(line, offset, width, field.group(4)));
    }

    private static void otherLine(Line line, IaslTable table) {
        if (RAW_HEADING.matcher(line.text()).matches()) {
            table.beginRaw(line);
        } else {
            table.addOther(unquoted(line));
        }
    }

    private static Line unquoted(Line line) {
        return new Line(
                line.source(), line.number(), QUOTED.matcher(line.text()).replaceFirst(""));
    }

    /** The raw data of a table without its fields. */
    private void openRaw(Line line, String signature) {
        openTable(line, signature);
        current.ifPresent(table -> {
            table.beginRaw(line);
            table.addOther(unquoted(line));
        });
    }

    private void openTemplate(Line line, String signature) {
        openTable(line, signature);
        current = Optional.empty();
        if (AcpiDump.STORED.contains(signature)) {
            throw line.refuse("the rows of %s have no offsets, as in a template or an edited text;".formatted(signature)
                    + COMPILE_IT);
        }
    }

    private void openTable(Line line, String signature) {
        closeTable();
        inTable = true;
        signatures.add(signature);
        if (AcpiDump.STORED.contains(signature)) {
            current = Optional.of(new IaslTable(line, signature));
        }
    }

    /** The same table may have been pasted twice. */
    private void closeTable() {
        current.ifPresent(table -> {
            byte[] bytes = table.bytes();
            table.warning().ifPresent(warnings::add);
            byte[] before = tables.put(table.signature(), bytes);
            if (before != null && !Arrays.equals(before, bytes)) {
                throw table.heading()
                        .refuse("a second, different %s; a machine has only one".formatted(table.signature()));
            }
        });
        current = Optional.empty();
    }
}

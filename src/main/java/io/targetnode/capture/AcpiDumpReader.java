package io.targetnode.capture;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an acpidump, table by table. */
final class AcpiDumpReader {

    /** Every machine has this table, so a dump with it was not reduced to a few tables. */
    private static final String TABLE_OF_EVERY_MACHINE = "FACP";

    private static final Pattern HEADING = Pattern.compile(" *+([!-?A-~]{4,8}+|RSD PTR) *+@ *+0[xX].*+");
    private static final Pattern ROW_BEGINS = Pattern.compile(" *+[0-9A-Fa-f]{4,8}+:");

    private final Map<String, byte[]> tables = new HashMap<>();
    private final Set<String> signatures = new TreeSet<>();
    private Optional<DumpedTable> current = Optional.empty();
    private boolean inTable;

    static AcpiDump read(byte[] text) {
        AcpiDumpReader reader = new AcpiDumpReader();
        new Lines(AcpiDump.SOURCE, text).forEach(reader::read);
        return reader.finish();
    }

    private void read(Line line) {
        Optional<String> heading = headingIn(line.text());
        if (heading.isPresent()) {
            closeTable();
            openTable(line, heading.get());
        } else if (line.text().isEmpty()) {
            // A copy may have an empty line after each row.
            if (current.filter(DumpedTable::isWhole).isPresent()) {
                closeTable();
            }
        } else if (current.isPresent()) {
            current.get().addRow(line);
        } else if (DumpedTable.signatureIn(line.text()).isPresent()) {
            openTable(line, DumpedTable.signatureIn(line.text()).get());
            current.ifPresent(table -> table.addRow(line));
        } else if (!inTable && ROW_BEGINS.matcher(line.text()).lookingAt()) {
            throw line.refuse("a row of a table without a heading like 'SRAT @ 0x0000000000000000';"
                    + " give the complete output of 'sudo acpidump'");
        }
    }

    /** The signature in the heading of a table. Looking for the sign first is much faster than the pattern. */
    private static Optional<String> headingIn(String line) {
        if (line.indexOf('@') < 0) {
            return Optional.empty();
        }
        Matcher heading = HEADING.matcher(line);
        return heading.matches() ? Optional.of(heading.group(1)) : Optional.empty();
    }

    private AcpiDump finish() {
        closeTable();
        if (signatures.isEmpty()) {
            throw new CaptureException(
                    AcpiDump.SOURCE,
                    "no heading of a table, like 'SRAT @ 0x0000000000000000', was found; give the output of 'sudo acpidump'");
        }
        return new AcpiDump(tables, signatures, signatures.contains(TABLE_OF_EVERY_MACHINE), List.of());
    }

    private void openTable(Line heading, String signature) {
        inTable = true;
        signatures.add(signature);
        if (AcpiDump.STORED.contains(signature)) {
            current = Optional.of(new DumpedTable(heading, signature));
        }
    }

    private void closeTable() {
        current.ifPresent(this::store);
        current = Optional.empty();
        inTable = false;
    }

    /** A dump may hold the same table twice: acpidump finds it by more than one pointer, or two dumps were joined. */
    private void store(DumpedTable table) {
        byte[] bytes = table.bytes();
        byte[] before = tables.put(table.signature(), bytes);
        if (before != null && !Arrays.equals(before, bytes)) {
            throw table.heading()
                    .refuse("a second, different %s; a machine has only one, so give the dump of one boot"
                            .formatted(table.signature()));
        }
    }
}

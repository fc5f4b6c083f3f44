package io.targetnode.capture;

import io.targetnode.acpi.TableHeader;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the tables that the kernel lists: {@code ACPI: SRAT 0x000000007E6B406C 0000B8 (v03 BOCHS  BXPC     00000010 LAB
 * 00000001)}. The names of vendors are not stored.
 */
final class ListedTables {

    private static final Pattern LISTED =
            Pattern.compile("ACPI: (SRAT|CEDT|SLIT|HMAT) (?:0x)?+[0-9A-Fa-f]{8,16}+ ([0-9A-F]{5,8}+)"
                    + " \\(v([0-9A-F]{2}) .{6} .{8} ([0-9A-F]{8}) .{4} ([0-9A-F]{8})\\).*+");

    private final Map<String, TableHeader> headers = new TreeMap<>();

    /** Reads a line that lists a table; ignores other lines. */
    void read(String message) {
        Matcher table = LISTED.matcher(message);
        if (table.matches()) {
            headers.put(
                    table.group(1),
                    new TableHeader(
                            table.group(1),
                            Long.parseLong(table.group(2), 16),
                            Integer.parseInt(table.group(3), 16),
                            Integer.parseUnsignedInt(table.group(4), 16),
                            Integer.parseUnsignedInt(table.group(5), 16)));
        }
    }

    /** By signature. */
    List<TableHeader> headers() {
        return List.copyOf(headers.values());
    }
}

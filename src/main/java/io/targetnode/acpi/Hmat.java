package io.targetnode.acpi;

import io.targetnode.acpi.HmatStructure.Locality;
import io.targetnode.acpi.HmatStructure.Proximity;
import io.targetnode.acpi.HmatStructure.Skipped;
import io.targetnode.acpi.HmatStructure.WrongLength;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * The Heterogeneous Memory Attribute Table, as {@code acpi_parse_entries_array()} walks it. A table that the kernel drops is read,
 * too; {@code analysis.nodes} finds the structure for which the kernel drops it.
 *
 * @param revision the table's revision; the kernel knows 1 and 2
 * @param structures in table order
 * @param zeroLengthOffset byte offset of the structure of length 0 that ends the walk with an error
 */
public record Hmat(int revision, List<HmatStructure> structures, OptionalInt zeroLengthOffset) {

    /** Offset of the first structure. */
    public static final int FIRST_STRUCTURE_OFFSET = 40;

    /** Length of a type 0 structure, which the kernel requires. */
    public static final int PROXIMITY_BYTES = 40;

    /** Length of a type 1 structure without domains and entries. */
    public static final int LOCALITY_BYTES = 32;

    /** Minimum length of a type 2 structure. */
    public static final int CACHE_BYTES = 32;

    private static final String TABLE = "HMAT";
    private static final int SUBHEADER_BYTES = 8;
    private static final int DOMAIN_BYTES = 4;
    private static final int ENTRY_BYTES = 2;

    /** More entries than the 32 bits of a structure's length allow. */
    private static final long MAX_ENTRIES = 1L << 32;

    public Hmat {
        structures = List.copyOf(structures);
    }

    /**
     * Reads a binary HMAT.
     *
     * @throws AcpiTableException if the bytes are not one complete HMAT, or a structure that the kernel reads reaches past the end
     */
    public static Parsed<Hmat> parse(byte[] bytes) {
        TableBytes table = TableBytes.of(TABLE, bytes, FIRST_STRUCTURE_OFFSET);
        List<HmatStructure> structures = new ArrayList<>();
        OptionalInt zeroLength = OptionalInt.empty();
        long offset = FIRST_STRUCTURE_OFFSET;
        // Strictly less: a last structure that consists of its subheader only is not read (kernel-rules 2.13).
        while (zeroLength.isEmpty() && offset + SUBHEADER_BYTES < table.length()) {
            int at = (int) offset;
            long length = Integer.toUnsignedLong(table.u32(at + 4));
            structures.add(structureAt(table, at, length));
            zeroLength = length == 0 ? OptionalInt.of(at) : OptionalInt.empty();
            offset += length;
        }
        return new Parsed<>(
                new Hmat(table.revision(), structures, zeroLength),
                table.checksumWarning().stream().toList());
    }

    /** The number of structures and domains, and a share for the values. */
    public int size() {
        return structures.stream()
                .mapToInt(structure -> structure instanceof Locality locality
                        ? 1
                                + (locality.initiators().size()
                                                + locality.targets().size())
                                        / 8
                                + locality.entries().size() / 32
                        : 1)
                .sum();
    }

    private static HmatStructure structureAt(TableBytes table, int at, long length) {
        int type = table.u16(at);
        return switch (type) {
            case 0 ->
                length == PROXIMITY_BYTES ? proximity(table, at) : new WrongLength(at, type, length, PROXIMITY_BYTES);
            case 1 ->
                length >= LOCALITY_BYTES
                        ? locality(table, at, length)
                        : new WrongLength(at, type, length, LOCALITY_BYTES);
            case 2 -> length >= CACHE_BYTES ? new Skipped(at, type) : new WrongLength(at, type, length, CACHE_BYTES);
            default -> new Skipped(at, type);
        };
    }

    private static Proximity proximity(TableBytes table, int at) {
        table.require(at, PROXIMITY_BYTES, "a type 0 structure");
        return new Proximity(at, table.u16(at + 8), table.u32(at + 12), table.u32(at + 16));
    }

    private static HmatStructure locality(TableBytes table, int at, long length) {
        table.require(at, LOCALITY_BYTES, "a type 1 structure");
        long initiators = Integer.toUnsignedLong(table.u32(at + 12));
        long targets = Integer.toUnsignedLong(table.u32(at + 16));
        long domains = LOCALITY_BYTES + DOMAIN_BYTES * (initiators + targets);
        // Without more entries than a table has, no product overflows.
        long entries = initiators > 0 && targets > MAX_ENTRIES / initiators ? MAX_ENTRIES : initiators * targets;
        long needed = domains + ENTRY_BYTES * entries;
        if (needed > length) {
            return new WrongLength(at, 1, length, needed);
        }
        table.require(at, (int) Math.min(needed, Integer.MAX_VALUE - at), "a type 1 structure");
        int firstTarget = at + LOCALITY_BYTES + DOMAIN_BYTES * (int) initiators;
        char[] values = new char[(int) entries];
        for (int i = 0; i < values.length; i++) {
            values[i] = (char) table.u16(at + (int) domains + ENTRY_BYTES * i);
        }
        return new Locality(
                at,
                table.u8(at + 8),
                table.u8(at + 9),
                table.u64(at + 24),
                domains(table, at + LOCALITY_BYTES, (int) initiators),
                domains(table, firstTarget, (int) targets),
                UnsignedMatrix.of((int) initiators, (int) targets, values));
    }

    private static List<Integer> domains(TableBytes table, int at, int count) {
        List<Integer> domains = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            domains.add(table.u32(at + DOMAIN_BYTES * i));
        }
        return domains;
    }
}

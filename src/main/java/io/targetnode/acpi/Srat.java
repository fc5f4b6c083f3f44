package io.targetnode.acpi;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The System Resource Affinity Table, as {@code acpi_parse_entries_array()} walks it.
 *
 * @param revision the table's revision; in revisions 0 and 1, a memory entry's proximity domain has 8 bits
 * @param entries in table order
 * @param endsInZeroLength whether an entry of length 0 ended the walk. The kernel runs the handler of such an entry before
 *     it stops, so the entry is the last one of {@code entries}
 */
public record Srat(int revision, List<SratEntry> entries, boolean endsInZeroLength) {

    /** Offset of the first entry. */
    public static final int FIRST_ENTRY_OFFSET = 48;

    /** Length of a type 0 entry, which the kernel requires. */
    public static final int APIC_BYTES = 16;

    /** Minimum length of a type 2 entry. */
    public static final int X2APIC_BYTES = 24;

    /** Minimum length of a type 1 entry. */
    public static final int MEMORY_BYTES = 40;

    /** Minimum length of a type 3 entry. */
    public static final int GICC_BYTES = 18;

    /** Minimum length of a type 7 entry. */
    public static final int RINTC_BYTES = 20;

    /** Length of a type 5 entry as ACPI defines it. */
    public static final int GENERIC_INITIATOR_BYTES = 32;

    /** Up to this revision, the proximity domain of APIC and memory entries has 8 bits (kernel-rules 2.4, 2.5). */
    private static final int LAST_NARROW_REVISION = 1;

    private static final int NARROW = 0xff;

    private static final String TABLE = "SRAT";
    private static final int SUBHEADER_BYTES = 2;
    private static final int ENABLED = 1;
    private static final int HOT_PLUGGABLE = 1 << 1;
    private static final int NON_VOLATILE = 1 << 2;
    /**
     * The kernel reads a generic initiator's flags even if the entry states a shorter length. This parser requires the flags to
     * lie in the table, even if the kernel would have stopped before this entry.
     */
    private static final int GENERIC_INITIATOR_READ_BYTES = 28;

    /** The kernel reads the flags of a generic port, too, but no node depends on them. */
    private static final int GENERIC_PORT_READ_BYTES = 28;

    public Srat {
        entries = List.copyOf(entries);
    }

    /**
     * Reads a binary SRAT.
     *
     * @throws AcpiTableException if the bytes are not one complete SRAT, or an entry reaches past the end
     */
    public static Parsed<Srat> parse(byte[] bytes) {
        TableBytes table = TableBytes.of(TABLE, bytes, FIRST_ENTRY_OFFSET);
        List<SratEntry> entries = new ArrayList<>();
        int offset = FIRST_ENTRY_OFFSET;
        boolean zeroLength = false;
        // Strictly less: a last entry that consists of its subheader only is not read (kernel-rules 2.13).
        while (!zeroLength && offset + SUBHEADER_BYTES < table.length()) {
            int length = table.u8(offset + 1);
            table.require(offset, length, "the entry");
            entries.add(entryAt(table, offset, entries.size()));
            zeroLength = length == 0;
            offset += length;
        }
        return new Parsed<>(
                new Srat(table.revision(), entries, zeroLength),
                table.checksumWarning().stream().toList());
    }

    /** The memory entries, in table order. */
    public List<SratEntry.Memory> memoryEntries() {
        return entries.stream()
                .filter(SratEntry.Memory.class::isInstance)
                .map(SratEntry.Memory.class::cast)
                .toList();
    }

    /** The proximity domain that the kernel reads from an APIC entry of this table. */
    public int domainOf(SratEntry.Apic entry) {
        return masked(entry.proximityDomain());
    }

    /** The proximity domain that the kernel reads from an enabled processor entry of this table; empty for any other entry. */
    public OptionalInt domainOfProcessor(SratEntry entry) {
        if (entry instanceof SratEntry.Apic apic && apic.enabled()) {
            return OptionalInt.of(domainOf(apic));
        }
        if (entry instanceof SratEntry.X2Apic apic && apic.enabled()) {
            return OptionalInt.of(apic.proximityDomain());
        }
        if (entry instanceof SratEntry.Gicc gicc && gicc.enabled()) {
            return OptionalInt.of(gicc.proximityDomain());
        }
        return entry instanceof SratEntry.Rintc rintc && rintc.enabled()
                ? OptionalInt.of(rintc.proximityDomain())
                : OptionalInt.empty();
    }

    /** The proximity domain that the kernel reads from a memory entry of this table. */
    public int domainOf(SratEntry.Memory entry) {
        return masked(entry.proximityDomain());
    }

    private int masked(int proximityDomain) {
        return revision > LAST_NARROW_REVISION ? proximityDomain : proximityDomain & NARROW;
    }

    /** This table for a kernel that skips entries of some types. */
    public Srat skipping(Set<Integer> types) {
        if (entries.stream().noneMatch(entry -> types.contains(entry.type()))) {
            return this;
        }
        return new Srat(
                revision,
                entries.stream()
                        .map(entry -> types.contains(entry.type())
                                ? new SratEntry.Skipped(entry.index(), entry.offset(), entry.type())
                                : entry)
                        .toList(),
                endsInZeroLength);
    }

    private static SratEntry entryAt(TableBytes table, int at, int index) {
        int type = table.u8(at);
        int length = table.u8(at + 1);
        return switch (type) {
            case 0 ->
                length == APIC_BYTES ? apic(table, at, index) : new SratEntry.WrongLength(index, at, type, length);
            case 1 ->
                length >= MEMORY_BYTES ? memory(table, at, index) : new SratEntry.WrongLength(index, at, type, length);
            case 2 ->
                length >= X2APIC_BYTES ? x2apic(table, at, index) : new SratEntry.WrongLength(index, at, type, length);
            case 3 ->
                length >= GICC_BYTES ? gicc(table, at, index) : new SratEntry.WrongLength(index, at, type, length);
            case 5 -> genericInitiator(table, at, index);
            case 6 ->
                table.has(at, GENERIC_PORT_READ_BYTES)
                        ? genericPort(table, at, index)
                        : new SratEntry.Skipped(index, at, type);
            case 7 ->
                length >= RINTC_BYTES ? rintc(table, at, index) : new SratEntry.WrongLength(index, at, type, length);
            default -> new SratEntry.Skipped(index, at, type);
        };
    }

    private static SratEntry apic(TableBytes table, int at, int index) {
        int proximityDomain =
                table.u8(at + 2) | table.u8(at + 9) << 8 | table.u8(at + 10) << 16 | table.u8(at + 11) << 24;
        return new SratEntry.Apic(index, at, proximityDomain, has(table.u32(at + 4), ENABLED), table.u8(at + 3));
    }

    private static SratEntry x2apic(TableBytes table, int at, int index) {
        return new SratEntry.X2Apic(index, at, table.u32(at + 4), has(table.u32(at + 12), ENABLED), table.u32(at + 8));
    }

    /** The proximity domain is not aligned. */
    private static SratEntry gicc(TableBytes table, int at, int index) {
        return new SratEntry.Gicc(index, at, table.u32(at + 2), has(table.u32(at + 10), ENABLED));
    }

    private static SratEntry rintc(TableBytes table, int at, int index) {
        return new SratEntry.Rintc(index, at, table.u32(at + 4), has(table.u32(at + 12), ENABLED));
    }

    private static SratEntry genericInitiator(TableBytes table, int at, int index) {
        table.require(at, GENERIC_INITIATOR_READ_BYTES, "a generic initiator entry");
        return new SratEntry.GenericInitiator(index, at, table.u32(at + 4), has(table.u32(at + 24), ENABLED));
    }

    private static SratEntry genericPort(TableBytes table, int at, int index) {
        return new SratEntry.GenericPort(
                index,
                at,
                table.u32(at + 4),
                has(table.u32(at + 24), ENABLED),
                table.u8(at + 3),
                table.u64(at + 8),
                table.u32(at + 16));
    }

    private static SratEntry memory(TableBytes table, int at, int index) {
        int flags = table.u32(at + 28);
        return new SratEntry.Memory(
                index,
                at,
                table.u32(at + 2),
                table.u64(at + 8),
                table.u64(at + 16),
                has(flags, ENABLED),
                has(flags, HOT_PLUGGABLE),
                has(flags, NON_VOLATILE));
    }

    private static boolean has(int flags, int bit) {
        return (flags & bit) != 0;
    }
}

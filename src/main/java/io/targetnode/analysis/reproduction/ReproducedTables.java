package io.targetnode.analysis.reproduction;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.acpi.TableImage;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription;
import io.targetnode.kernel.NodeDescription.Described;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NodeDescription.Tables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tables of the virtual machine: those of the upload without what the kernel does not read, or tables that lead to the described nodes.
 *
 * @param srat binary; empty if the machine has none
 * @param cedt binary; empty if the machine has none
 */
record ReproducedTables(Optional<byte[]> srat, Optional<byte[]> cedt) {

    private static final int REVISION = 3;

    /** A kernel that does not use the x2APIC ignores processors with a higher id. */
    private static final int MAX_APIC_ID = 254;

    /** The largest table that QEMU takes, and a bound for the entries of one. */
    private static final int MAX_BYTES = 65_000;

    private static final int MIN_ENTRY_BYTES = 4;

    /** @throws NotReproducibleException if an x2APIC id has a meaning that it does not have in QEMU, or a table is too long for QEMU */
    static ReproducedTables of(NodeDescription memory) {
        Tables tables = memory instanceof Described described ? tables(described.ranges()) : (Tables) memory;
        tables.srat()
                .ifPresent(srat ->
                        requireShort(MIN_ENTRY_BYTES * (long) srat.entries().size()));
        ReproducedTables images = images(tables);
        images.srat.ifPresent(table -> requireShort(table.length));
        return images;
    }

    private static void requireShort(long bytes) {
        if (bytes > MAX_BYTES) {
            throw new NotReproducibleException(
                    "the SRAT has %d bytes or more; QEMU takes tables of at most %d".formatted(bytes, MAX_BYTES));
        }
    }

    private static ReproducedTables images(Tables tables) {
        return new ReproducedTables(
                tables.srat().map(ReproducedTables::withSmallIds).map(TableImage::of),
                tables.cedt().map(TableImage::of));
    }

    /** What the kernel reads from these tables. */
    Tables read() {
        return new Tables(
                srat.map(bytes -> Srat.parse(bytes).table()),
                cedt.map(bytes -> Cedt.parse(bytes).table()));
    }

    private static Srat withSmallIds(Srat srat) {
        return new Srat(
                srat.revision(),
                srat.entries().stream().map(ReproducedTables::withSmallId).toList(),
                srat.endsInZeroLength());
    }

    private static SratEntry withSmallId(SratEntry entry) {
        if (!(entry instanceof SratEntry.X2Apic x2apic) || Integer.compareUnsigned(x2apic.apicId(), MAX_APIC_ID) <= 0) {
            return entry;
        }
        if (!x2apic.marksNode()) {
            throw new NotReproducibleException(
                    "SRAT entry %d has x2APIC id %s: in QEMU the kernel ignores such a processor"
                            .formatted(entry.index(), Integer.toUnsignedString(x2apic.apicId())));
        }
        return new SratEntry.X2Apic(
                x2apic.index(), x2apic.offset(), x2apic.proximityDomain(), x2apic.enabled(), MAX_APIC_ID);
    }

    /** Processors number the nodes of ranges in ascending order, and the kernel numbers windows after them. */
    private static Tables tables(List<DescribedRange> ranges) {
        List<SratEntry> entries = new ArrayList<>();
        List<Cedt.Window> windows = new ArrayList<>();
        int nodes = ranges.stream()
                .filter(range -> range.type() != MemoryType.CXL_WINDOW)
                .mapToInt(range -> range.node() + 1)
                .max()
                .orElse(0);
        for (int node = 0; node < nodes; node++) {
            entries.add(new SratEntry.Apic(node, 0, node, true, Math.min(node, MAX_APIC_ID)));
        }
        for (DescribedRange range : ranges) {
            long start = range.range().start();
            long length = range.range().end() - start + 1;
            if (range.type() == MemoryType.CXL_WINDOW) {
                windows.add(new Cedt.Window(windows.size(), 0, start, length));
            } else {
                boolean ram = range.type() == MemoryType.SYSTEM_RAM;
                entries.add(new SratEntry.Memory(entries.size(), 0, range.node(), start, length, true, !ram, false));
            }
        }
        return new Tables(Optional.of(new Srat(REVISION, entries, false)), Optional.of(new Cedt(windows)));
    }
}

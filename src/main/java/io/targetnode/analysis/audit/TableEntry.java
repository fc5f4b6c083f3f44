package io.targetnode.analysis.audit;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Hmat;
import io.targetnode.acpi.HmatStructure;
import io.targetnode.acpi.Slit;
import io.targetnode.acpi.SratEntry;
import io.targetnode.acpi.TableFault;
import io.targetnode.acpi.TableHeader;
import io.targetnode.kernel.Origin;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The entry of a table, or of a description, that a finding is about.
 *
 * @param source {@code srat}, {@code cedt}, {@code slit}, {@code hmat}, or {@code memory} for a described range
 * @param entry position among all entries of the source, from 0; for a SLIT, among its distances
 * @param offset byte offset of the entry in the table; empty for a described range, or if it is not known
 */
public record TableEntry(String source, int entry, OptionalInt offset) {

    static TableEntry of(SratEntry entry) {
        return inTable("srat", entry.index(), entry.offset());
    }

    static TableEntry of(Cedt.Window window) {
        return inTable("cedt", window.index(), window.offset());
    }

    static TableEntry ofSlit(TableFault fault) {
        return inTable("slit", fault.offset() - Slit.FIRST_DISTANCE_OFFSET, fault.offset());
    }

    /** The structure at an offset. A structure of length 0 that ends the walk is the last one. */
    static TableEntry inHmat(Hmat hmat, int offset) {
        List<Integer> offsets =
                hmat.structures().stream().map(HmatStructure::offset).toList();
        return inTable("hmat", offsets.indexOf(offset), offset);
    }

    /** Empty for the node that the kernel fakes. */
    static Optional<TableEntry> of(Origin origin) {
        if (origin instanceof Origin.SratEntry entry) {
            return Optional.of(inTable("srat", entry.entry(), entry.offset()));
        }
        if (origin instanceof Origin.CedtWindow window) {
            return Optional.of(inTable("cedt", window.entry(), window.offset()));
        }
        return origin instanceof Origin.Description described
                ? Optional.of(new TableEntry("memory", described.index(), OptionalInt.empty()))
                : Optional.empty();
    }

    private static TableEntry inTable(String source, int entry, int offset) {
        return new TableEntry(
                source, entry, offset == TableHeader.NO_OFFSET ? OptionalInt.empty() : OptionalInt.of(offset));
    }
}

package io.targetnode.resolve;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.Described;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;

/**
 * The backing of every address of a machine, independent of the kernel. Built in O(n log n), queried in O(log n).
 * Immutable.
 */
public final class BackingRanges {

    private static final Backing[] BY_RANK = Backing.values();

    private final RankedRanges.Lowest lowest;

    private BackingRanges(RankedRanges.Lowest lowest) {
        this.lowest = lowest;
    }

    /** The ranges of a machine. */
    public static BackingRanges of(BootInputs inputs) {
        RankedRanges ranges = new RankedRanges();
        add(ranges, new AddressRange(0, -1L), Backing.HOLE);
        inputs.ram().ranges().forEach(range -> add(ranges, range, Backing.SYSTEM_RAM));
        if (inputs.memory() instanceof Tables tables) {
            tables.srat().map(Srat::memoryEntries).ifPresent(entries -> entries.forEach(entry -> add(ranges, entry)));
            tables.cedt()
                    .map(Cedt::windows)
                    .ifPresent(windows -> windows.forEach(
                            window -> addSized(ranges, window.base(), window.sizeBytes(), Backing.CXL_WINDOW)));
        } else {
            ((Described) inputs.memory()).ranges().forEach(range -> add(ranges, range.range(), backing(range)));
        }
        return new BackingRanges(ranges.lowest(BY_RANK.length));
    }

    /** The backing of an address. */
    public Backing at(long address) {
        return BY_RANK[lowest.ranks()[pieces().indexOf(address)]];
    }

    /** Pieces that have one backing each. */
    Pieces pieces() {
        return lowest.pieces();
    }

    /** The backing of each given piece; each must lie within one of {@link #pieces}. */
    Backing[] within(Pieces finer) {
        int[] ranks = lowest.within(finer);
        Backing[] backings = new Backing[ranks.length];
        for (int i = 0; i < ranks.length; i++) {
            backings[i] = BY_RANK[ranks[i]];
        }
        return backings;
    }

    private static void add(RankedRanges ranges, AddressRange range, Backing backing) {
        ranges.add(range, backing.ordinal());
    }

    private static void add(RankedRanges ranges, SratEntry.Memory entry) {
        if (entry.enabled()) {
            Backing backing =
                    entry.nonVolatile() ? Backing.PERSISTENT : entry.hotPluggable() ? Backing.HOTPLUG : Backing.NO_RAM;
            addSized(ranges, entry.base(), entry.lengthBytes(), backing);
        }
    }

    /** Adds nothing for a range that is empty or does not fit into the address space. */
    private static void addSized(RankedRanges ranges, long base, long sizeBytes, Backing backing) {
        long last = base + sizeBytes - 1;
        if (sizeBytes != 0 && !Address.below(last, base)) {
            add(ranges, new AddressRange(base, last), backing);
        }
    }

    /** A described SYSTEM_RAM range has no RAM where the trim to whole pages removed it. */
    private static Backing backing(DescribedRange range) {
        return range.type() == MemoryType.SYSTEM_RAM
                ? Backing.NO_RAM
                : Backing.valueOf(range.type().name());
    }
}

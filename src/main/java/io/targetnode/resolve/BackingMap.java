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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is where on a machine, whatever its kernel makes of it. Built once in O(n log n) by a sweep over the ends of all
 * ranges; asked in O(log n).
 */
public final class BackingMap {

    private record Edge(long address, Backing backing, int step) {}

    private final Pieces pieces;
    private final Backing[] backings;

    private BackingMap(Pieces pieces, Backing[] backings) {
        this.pieces = pieces;
        this.backings = backings;
    }

    /** The map of a machine. */
    public static BackingMap of(BootInputs inputs) {
        List<Edge> edges = new ArrayList<>();
        inputs.ram().ranges().forEach(range -> add(edges, range, Backing.SYSTEM_RAM));
        if (inputs.memory() instanceof Tables tables) {
            tables.srat().map(Srat::memoryEntries).ifPresent(entries -> entries.forEach(entry -> add(edges, entry)));
            tables.cedt().map(Cedt::windows).ifPresent(windows -> windows.forEach(window -> add(edges, window)));
        } else {
            ((Described) inputs.memory()).ranges().forEach(range -> add(edges, range.range(), backing(range)));
        }
        return sweep(edges);
    }

    /** What is at the address. */
    public Backing at(long address) {
        return of(pieces.indexOf(address));
    }

    /** What is there throughout a piece. */
    Backing of(int piece) {
        return backings[piece];
    }

    /** Within each the same is there. */
    Pieces pieces() {
        return pieces;
    }

    private static BackingMap sweep(List<Edge> edges) {
        edges.add(new Edge(0, Backing.HOLE, 1));
        edges.sort(Comparator.comparingLong((Edge edge) -> edge.address() ^ Long.MIN_VALUE));
        Pieces pieces = Pieces.at(edges.stream().mapToLong(Edge::address));
        Backing[] backings = new Backing[pieces.count()];
        Backing[] all = Backing.values();
        int[] open = new int[all.length];
        int next = 0;
        for (int i = 0; i < backings.length; i++) {
            for (; next < edges.size() && edges.get(next).address() == pieces.start(i); next++) {
                open[edges.get(next).backing().ordinal()] += edges.get(next).step();
            }
            backings[i] = all[first(open)];
        }
        return new BackingMap(pieces, backings);
    }

    private static int first(int[] open) {
        int i = 0;
        while (open[i] == 0) {
            i++;
        }
        return i;
    }

    private static void add(List<Edge> edges, AddressRange range, Backing backing) {
        edges.add(new Edge(range.start(), backing, 1));
        if (range.end() != -1L) {
            edges.add(new Edge(range.end() + 1, backing, -1));
        }
    }

    private static void add(List<Edge> edges, SratEntry.Memory entry) {
        if (entry.enabled()) {
            Backing backing =
                    entry.nonVolatile() ? Backing.PERSISTENT : entry.hotPluggable() ? Backing.HOTPLUG : Backing.NO_RAM;
            addSized(edges, entry.base(), entry.lengthBytes(), backing);
        }
    }

    private static void add(List<Edge> edges, Cedt.Window window) {
        addSized(edges, window.base(), window.sizeBytes(), Backing.CXL_WINDOW);
    }

    /** Nothing is there for an empty range, nor for one that does not fit into the address space. */
    private static void addSized(List<Edge> edges, long base, long sizeBytes, Backing backing) {
        long last = base + sizeBytes - 1;
        if (sizeBytes != 0 && !Address.below(last, base)) {
            add(edges, new AddressRange(base, last), backing);
        }
    }

    private static Backing backing(DescribedRange range) {
        MemoryType type = range.type();
        return switch (type) {
            // RAM that the trim to whole pages dropped.
            case SYSTEM_RAM -> Backing.NO_RAM;
            case CXL_WINDOW -> Backing.CXL_WINDOW;
            case HOTPLUG -> Backing.HOTPLUG;
            case SOFT_RESERVED -> Backing.SOFT_RESERVED;
            case PERSISTENT -> Backing.PERSISTENT;
        };
    }
}

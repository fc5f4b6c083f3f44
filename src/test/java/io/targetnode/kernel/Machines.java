package io.targetnode.kernel;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.NodeDescription.Described;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds small machines for tests from memory entries, windows and RAM. */
public final class Machines {

    private final List<AddressRange> ram = new ArrayList<>();
    private final List<SratEntry> entries = new ArrayList<>();
    private final List<Cedt.Window> windows = new ArrayList<>();
    private int maxNodes = 1024;

    /** The project's example machine, as its firmware describes it. */
    public static BootInputs mission() {
        return new Machines()
                .ram(0x0, 0x1fffffff)
                .ram(0x40000000, 0x7fffffff)
                .memory(0, 0x0, 0x1fffffff)
                .memory(0, 0x40000000, 0x5fffffff)
                .memory(1, 0x60000000, 0x7fffffff)
                .window(0x20000000, 0x2fffffff)
                .inputs();
    }

    public static BootInputs described(DescribedRange... ranges) {
        List<AddressRange> ram = List.of(ranges).stream()
                .filter(range -> range.type() == MemoryType.SYSTEM_RAM)
                .map(DescribedRange::range)
                .toList();
        return new BootInputs(UsableRam.of(ram), new Described(List.of(ranges)), NumaOption.NONE, 1024);
    }

    public Machines ram(long start, long end) {
        ram.add(new AddressRange(start, end));
        return this;
    }

    public Machines memory(int domain, long start, long end) {
        return memory(domain, start, end, false);
    }

    public Machines hotplug(int domain, long start, long end) {
        return memory(domain, start, end, true);
    }

    public Machines entry(SratEntry entry) {
        entries.add(entry);
        return this;
    }

    public Machines window(long start, long end) {
        windows.add(new Cedt.Window(windows.size(), 36 + 40 * windows.size(), start, end - start + 1));
        return this;
    }

    public Machines maxNodes(int count) {
        maxNodes = count;
        return this;
    }

    public BootInputs inputs() {
        return inputs(NumaOption.NONE);
    }

    public BootInputs inputs(NumaOption numa) {
        Tables tables = new Tables(Optional.of(new Srat(3, entries, false)), Optional.of(new Cedt(windows)));
        return new BootInputs(UsableRam.of(ram), tables, numa, maxNodes);
    }

    private Machines memory(int domain, long start, long end, boolean hotPluggable) {
        int index = entries.size();
        return entry(new SratEntry.Memory(
                index, 48 + 40 * index, domain, start, end - start + 1, true, hotPluggable, false));
    }
}

package io.targetnode.analysis.verification;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.acpi.TableHeader;
import io.targetnode.capture.CxlWindow;
import io.targetnode.capture.DaxDevice;
import io.targetnode.capture.OnlineMemory;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.NodeDescription;
import io.targetnode.kernel.NumaOption;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.Machine;
import io.targetnode.topology.Upload;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.LoggedBoot;
import io.targetnode.topology.evidence.MemoryTier;
import io.targetnode.topology.evidence.NodeSize;
import io.targetnode.topology.evidence.UploadedTable;
import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.Replayed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** The example machine with the evidence of its kernel. Tests change its fields. */
final class Example {

    static final AddressRange WINDOW = range(0x20000000, 0x2fffffff);
    static final AddressRange FAR_WINDOW = range(0x100000000L, 0x11fffffffL);
    static final TableHeader SRAT = new TableHeader("SRAT", 184, 3, 16, 1);
    static final TableHeader CEDT = new TableHeader("CEDT", 108, 1, 16, 1);

    KernelRelease kernel = KernelRelease.parse("7.3.4");
    Optional<KernelRelease> logged = Optional.of(kernel);
    Optional<LookupRule> rule = Optional.empty();
    List<AddressRange> ram = List.of(range(0, 0x1fffffff), range(0x40000000, 0x7fffffff));
    /** The first address of node 1. */
    long border = 0x60000000L;

    List<AddressRange> cedt = List.of(WINDOW);
    List<Assumption> assumptions = List.of();
    boolean hasLog = true;
    Optional<List<String>> lines = Optional.empty();
    List<TableHeader> listed = List.of(SRAT, CEDT);
    List<UploadedTable> tables = List.of();
    List<OnlineMemory> online = List.of();
    List<DaxDevice> devices = List.of();
    List<CxlWindow> windows = List.of();
    List<AddressRange> added = List.of();
    List<NodeSize> sizes = List.of();
    List<MemoryTier> tiers = List.of();

    static AddressRange range(long start, long end) {
        return new AddressRange(start, end);
    }

    static OnlineMemory on(int node, long start, long end) {
        return new OnlineMemory(range(start, end), node);
    }

    static DaxDevice device(int node, AddressRange range) {
        return new DaxDevice(
                "dax0.0", OptionalLong.of(range.sizeBytes()), OptionalInt.of(node), Optional.of(range), true);
    }

    /** The lines that the replay prints, which are those of a log that agrees. */
    List<String> replayed() {
        return view(Evidence.NONE).boot().log();
    }

    Verification verify() {
        Optional<LoggedBoot> log = hasLog
                ? Optional.of(new LoggedBoot(logged, lines.orElseGet(this::replayed), listed))
                : Optional.empty();
        return Verification.of(view(new Evidence(log, tables, online, devices, windows, added, sizes, tiers)));
    }

    /** The comparisons of one subject, as text: what they are about and their outcome. */
    List<String> verify(Subject subject) {
        return verify().comparisons().stream()
                .filter(comparison -> comparison.subject() == subject)
                .map(comparison ->
                        comparison.about() + " " + comparison.outcome().apiName())
                .toList();
    }

    /** The sentence of the only comparison of a subject. */
    String sentence(Subject subject) {
        List<Comparison> found = verify().comparisons().stream()
                .filter(comparison -> comparison.subject() == subject)
                .toList();
        if (found.size() != 1) {
            throw new AssertionError(found);
        }
        return found.get(0).sentence();
    }

    KernelView view(Evidence evidence) {
        List<SratEntry> entries = List.of(
                new SratEntry.Apic(0, 48, 0, true, 0),
                memory(1, 0, 0x20000000L, 0),
                memory(2, 0x40000000L, border - 0x40000000L, 0),
                memory(3, border, 0x80000000L - border, 1));
        List<Cedt.Window> found = new ArrayList<>();
        for (AddressRange window : cedt) {
            found.add(new Cedt.Window(found.size(), 36 + 36 * found.size(), window.start(), window.sizeBytes()));
        }
        BootInputs inputs = new BootInputs(
                UsableRam.of(ram),
                new NodeDescription.Tables(Optional.of(new Srat(3, entries, false)), Optional.of(new Cedt(found))),
                NumaOption.of(""),
                BootInputs.DEFAULT_MAX_NODES);
        Machine machine = new Machine(inputs, Optional.of(kernel), assumptions, List.of());
        return Replayed.of(new Upload(machine, List.of(), List.of(), evidence, new TreeMap<>()))
                .under(Optional.empty(), rule);
    }

    private static SratEntry memory(int index, long base, long length, int domain) {
        return new SratEntry.Memory(index, 48 + 40 * index, domain, base, length, true, false, false);
    }
}

package io.targetnode.analysis.picture;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.NodeDescription.Described;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.Origin;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The lanes of what the kernel reads: RAM, and the firmware's tables or the described ranges. */
final class SourceLanes {

    private SourceLanes() {}

    static List<Lane> of(KernelView view) {
        BootInputs inputs = view.topology().upload().machine().inputs();
        List<Lane> lanes = new ArrayList<>();
        lanes.add(lane(LaneKind.RAM, "usable RAM", ram(inputs)));
        if (inputs.memory() instanceof Tables tables) {
            lanes.add(lane(
                    LaneKind.SRAT, tables.srat().isPresent() ? "SRAT entries" : "no SRAT", srat(tables, view.boot())));
            lanes.add(lane(LaneKind.WINDOW, tables.cedt().isPresent() ? "CEDT windows" : "no CEDT", windows(tables)));
        } else {
            List<DescribedRange> ranges = ((Described) inputs.memory()).ranges();
            lanes.add(lane(LaneKind.SRAT, "described ranges", described(ranges, false)));
            lanes.add(lane(LaneKind.WINDOW, "described windows", described(ranges, true)));
        }
        return lanes;
    }

    private static Lane lane(LaneKind kind, String title, List<LaneBlock> blocks) {
        return new Lane(kind, title, Optional.empty(), blocks);
    }

    private static List<LaneBlock> ram(BootInputs inputs) {
        return inputs.ram().ranges().stream()
                .map(range -> LaneBlock.of(
                        range, Map.of(), List.of(ByteSize.of(range), ByteSize.brief(range)), "usable RAM at boot"))
                .toList();
    }

    private static List<LaneBlock> srat(Tables tables, Boot boot) {
        List<LaneBlock> blocks = new ArrayList<>();
        tables.srat()
                .ifPresent(srat -> srat.memoryEntries().stream()
                        .filter(SratEntry.Memory::enabled)
                        .forEach(entry -> range(entry.base(), entry.lengthBytes())
                                .ifPresent(range -> blocks.add(block(srat, entry, range, boot)))));
        return blocks;
    }

    private static LaneBlock block(Srat srat, SratEntry.Memory entry, AddressRange range, Boot boot) {
        int domain = srat.domainOf(entry);
        String text =
                new Origin.SratEntry(entry.index(), entry.offset(), domain, entry.hotPluggable(), range).describe();
        String shown = Integer.toUnsignedString(domain);
        Map<String, String> facts = Map.of("domain", shown, "name", "SRAT entry " + entry.index());
        OptionalInt node = boot.nodes().nodeOf(domain);
        if (node.isEmpty()) {
            return LaneBlock.of(range, facts, List.of("domain " + shown), text + "\nno node");
        }
        LaneBlock block = LaneBlock.of(range, node.getAsInt(), facts, text);
        List<String> labels = new ArrayList<>(List.of("domain %s, node %d".formatted(shown, node.getAsInt())));
        labels.addAll(block.labels());
        return new LaneBlock(range, node, facts, labels, block.text(), false);
    }

    private static List<LaneBlock> windows(Tables tables) {
        List<Cedt.Window> windows = tables.cedt().map(Cedt::windows).orElse(List.of());
        List<LaneBlock> blocks = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            Cedt.Window window = windows.get(i);
            String name = "window " + i;
            String brief = "w" + i;
            String text = "%s, CEDT entry %d".formatted(name, window.index());
            range(window.base(), window.sizeBytes())
                    .map(range -> LaneBlock.of(
                            range, Map.of("name", text), List.of(name + ", " + ByteSize.of(range), name, brief), text))
                    .ifPresent(blocks::add);
        }
        return blocks;
    }

    private static List<LaneBlock> described(List<DescribedRange> ranges, boolean windows) {
        List<LaneBlock> blocks = new ArrayList<>();
        for (DescribedRange range : ranges) {
            if ((range.type() == MemoryType.CXL_WINDOW) == windows) {
                String name =
                        (windows ? "window %d, ".formatted(blocks.size()) : "") + "described range " + range.index();
                String text = new Origin.Description(range.index(), range.type(), range.range()).describe();
                blocks.add(LaneBlock.of(range.range(), range.node(), Map.of("name", name), text));
            }
        }
        return blocks;
    }

    /** Empty for an entry that is empty or wraps around 2^64: the kernel ignores it. */
    private static Optional<AddressRange> range(long base, long sizeBytes) {
        return Address.below(base, base + sizeBytes)
                ? Optional.of(new AddressRange(base, base + sizeBytes - 1))
                : Optional.empty();
    }
}

package io.targetnode.analysis.verification;

import io.targetnode.capture.DaxDevice;
import io.targetnode.capture.OnlineMemory;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.Memblk;
import io.targetnode.kernel.Meminfo;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import io.targetnode.resolve.Backing;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.OnlineBlocks;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The known memory of a machine and the node on which each part is expected. RAM at boot is expected on its node in meminfo.
 * Memory of a dax device is expected on the target node of the device, or else on the node of a look-up at its start
 * (kernel-rules 6). ACPI decides the node of memory that was added in another way, so no node is expected.
 */
final class ExpectedMemory {

    /** How memory was added. */
    enum Kind {
        BOOT,
        DEVICE,
        WINDOW,
        LATER
    }

    /**
     * Memory that is expected on one node.
     *
     * @param range its addresses
     * @param kind how it was added
     * @param name the memory, as the subject of a sentence
     * @param node the node; {@link Meminfo#NUMA_NO_NODE} if it cannot be predicted
     * @param lookedUp the node of a look-up, by both rules
     */
    record Part(AddressRange range, Kind kind, String name, int node, DeviceNode lookedUp) {

        boolean isPredicted() {
            return node != Meminfo.NUMA_NO_NODE;
        }

        /** Whether it differs from another part only in its addresses. */
        boolean isLike(Part other) {
            return at(other.range).equals(other);
        }

        private Part at(AddressRange newRange) {
            return new Part(newRange, kind, name, node, lookedUp);
        }
    }

    private final KernelView view;
    private final BootInputs inputs;
    private final RangeMap<Part> parts = new RangeMap<>(Part::range);

    private ExpectedMemory(KernelView view) {
        this.view = view;
        this.inputs = view.topology().upload().machine().inputs();
    }

    /** O(n log n). */
    static ExpectedMemory of(KernelView view) {
        ExpectedMemory memory = new ExpectedMemory(view);
        Evidence evidence = view.topology().upload().evidence();
        memory.addBootRam();
        memory.addMissing(evidence.devices().stream()
                .filter(device -> device.systemRam() && device.range().isPresent())
                .map(device -> memory.part(device, device.range().get())));
        memory.addMissing(evidence.added().stream().map(memory::part));
        memory.addMissing(memory.onlineInWindows(evidence.online()).stream().map(memory::part));
        return memory;
    }

    /** All parts, ascending and disjoint. */
    Collection<Part> parts() {
        return parts.values();
    }

    /** The parts that overlap a range, ascending. */
    List<Part> overlapping(AddressRange range) {
        return parts.overlapping(range);
    }

    private void addBootRam() {
        UsableRam ram = inputs.ram();
        for (Memblk block : view.boot().meminfo().blocks()) {
            DeviceNode node = DeviceNode.of(block.node(), view.choice().rule());
            for (int i = ram.firstEndingAbove(block.range().start());
                    i < ram.count() && !Address.below(block.range().end(), ram.start(i));
                    i++) {
                AddressRange range = new AddressRange(ram.start(i), ram.end(i) - 1).intersection(block.range());
                parts.add(new Part(range, Kind.BOOT, "RAM at boot", block.node(), node));
            }
        }
    }

    private Part part(DaxDevice device, AddressRange range) {
        DeviceNode lookedUp = DeviceNode.at(range.start(), view);
        int node = device.targetNode().orElse(isInWindow(range) ? lookedUp.node() : Meminfo.NUMA_NO_NODE);
        return new Part(range, Kind.DEVICE, "Memory of " + device.name(), node, lookedUp);
    }

    /** Memory without a known device. Memory in a window can only have been added through a device. */
    private Part part(AddressRange range) {
        DeviceNode lookedUp = DeviceNode.at(range.start(), view);
        return isInWindow(range)
                ? new Part(range, Kind.WINDOW, "Memory in a CXL window", lookedUp.node(), lookedUp)
                : new Part(range, Kind.LATER, "Memory that was added later", Meminfo.NUMA_NO_NODE, lookedUp);
    }

    private boolean isInWindow(AddressRange range) {
        return view.replayed().backing().at(range.start()) == Backing.CXL_WINDOW;
    }

    /** The online memory blocks that lie in windows and had no RAM at boot: their memory was added later. */
    private List<AddressRange> onlineInWindows(List<OnlineMemory> online) {
        long blockBytes = OnlineBlocks.maxBlockBytes(online, inputs.ram(), inputs.platform());
        RangeMap<OnlineMemory> runs = new RangeMap<>(OnlineMemory::range);
        online.forEach(runs::add);
        List<AddressRange> found = new ArrayList<>();
        for (AddressRange window : WindowCheck.windows(inputs)) {
            for (OnlineMemory run : runs.overlapping(window)) {
                AddressRange both = run.range().intersection(window);
                long start = (both.start() + blockBytes - 1) & -blockBytes;
                long end = (both.end() + 1) & -blockBytes;
                if (Address.below(start, end) && !inputs.ram().overlaps(new AddressRange(start, end - 1))) {
                    found.add(new AddressRange(start, end - 1));
                }
            }
        }
        return found;
    }

    /** Adds the addresses of these parts that are not yet known; if parts overlap, the one with the lower start wins. */
    private void addMissing(Stream<Part> more) {
        more.sorted(Comparator.comparing(part -> part.range().start(), Long::compareUnsigned))
                .forEach(this::addMissing);
    }

    private void addMissing(Part part) {
        AddressRange rest = part.range();
        for (Part known : overlapping(rest)) {
            if (Address.below(rest.start(), known.range().start())) {
                parts.add(part.at(new AddressRange(rest.start(), known.range().start() - 1)));
            }
            if (!Address.below(known.range().end(), rest.end())) {
                return;
            }
            rest = new AddressRange(known.range().end() + 1, rest.end());
        }
        parts.add(part.at(rest));
    }
}

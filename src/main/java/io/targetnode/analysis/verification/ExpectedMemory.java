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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The memory that a machine is known to have, and on which node it is expected: RAM of the boot where meminfo has it, memory of
 * a dax device where the device says that it goes, else where a look-up of its start says (kernel-rules 6). Of memory that was
 * added in another way ACPI decides, and nothing is expected.
 */
final class ExpectedMemory {

    private static final Comparator<AddressRange> BY_START = (a, b) -> Long.compareUnsigned(a.start(), b.start());

    /** How memory came to be there. */
    enum Kind {
        BOOT("RAM of the boot"),
        DEVICE("memory of a dax device"),
        WINDOW("memory in a CXL window"),
        ADDED("memory that was added later");

        private final String describe;

        Kind(String describe) {
            this.describe = describe;
        }

        String describe() {
            return describe;
        }
    }

    /**
     * Memory that is expected on one node.
     *
     * @param range its addresses
     * @param kind how it came to be there
     * @param name the device's, or the kind in words
     * @param node the node; {@link Meminfo#NUMA_NO_NODE} if none can be told
     * @param looked what a look-up says under either rule
     */
    record Part(AddressRange range, Kind kind, String name, int node, DeviceNode looked) {

        boolean isPredicted() {
            return node != Meminfo.NUMA_NO_NODE;
        }

        private Part cutTo(AddressRange cut) {
            return new Part(cut, kind, name, node, looked);
        }
    }

    private final KernelView view;
    private final List<Part> parts = new ArrayList<>();

    private ExpectedMemory(KernelView view) {
        this.view = view;
    }

    /** All of it, ascending and disjoint. O(n log n). */
    static List<Part> of(KernelView view) {
        ExpectedMemory memory = new ExpectedMemory(view);
        Evidence evidence = view.topology().upload().evidence();
        memory.addBootRam();
        memory.addDevices(evidence.devices());
        memory.addLater(evidence.added());
        memory.addLater(memory.onlineInWindows(evidence.online()));
        return memory.parts;
    }

    /** RAM, cut where meminfo's blocks begin and end; they are disjoint. */
    private void addBootRam() {
        List<Memblk> blocks = view.boot().meminfo().blocks().stream()
                .sorted(Comparator.comparing(Memblk::range, BY_START))
                .toList();
        int next = 0;
        for (AddressRange ram :
                view.topology().upload().machine().inputs().ram().ranges()) {
            while (next < blocks.size()
                    && Address.below(blocks.get(next).range().end(), ram.start())) {
                next++;
            }
            for (int i = next;
                    i < blocks.size()
                            && !Address.below(ram.end(), blocks.get(i).range().start());
                    i++) {
                AddressRange block = blocks.get(i).range();
                int node = blocks.get(i).node();
                parts.add(new Part(
                        new AddressRange(Address.max(ram.start(), block.start()), Address.min(ram.end(), block.end())),
                        Kind.BOOT,
                        Kind.BOOT.describe(),
                        node,
                        DeviceNode.of(node, view.choice().rule())));
            }
        }
    }

    private void addDevices(List<DaxDevice> devices) {
        List<Part> used = new ArrayList<>();
        for (DaxDevice device : devices) {
            if (device.systemRam() && device.range().isPresent()) {
                used.add(part(device, device.range().get()));
            }
        }
        merge(used);
    }

    private Part part(DaxDevice device, AddressRange range) {
        DeviceNode looked = DeviceNode.at(range.start(), view);
        int node = device.targetNode().orElse(isInWindow(range) ? looked.node() : Meminfo.NUMA_NO_NODE);
        return new Part(range, Kind.DEVICE, "memory of " + device.name(), node, looked);
    }

    /** What no device accounts for. What is in a window can only have come through one. */
    private void addLater(List<AddressRange> added) {
        merge(added.stream().map(this::addedPart).toList());
    }

    private Part addedPart(AddressRange range) {
        DeviceNode looked = DeviceNode.at(range.start(), view);
        return isInWindow(range)
                ? new Part(range, Kind.WINDOW, Kind.WINDOW.describe(), looked.node(), looked)
                : new Part(range, Kind.ADDED, Kind.ADDED.describe(), Meminfo.NUMA_NO_NODE, looked);
    }

    /** Whole blocks that are online in a window: if there was no RAM at boot, it was added. */
    private List<AddressRange> onlineInWindows(List<OnlineMemory> online) {
        BootInputs inputs = view.topology().upload().machine().inputs();
        long block = OnlineBlocks.largest(online, inputs.ram());
        List<AddressRange> found = new ArrayList<>();
        for (AddressRange window : WindowCheck.windows(inputs)) {
            for (int i = firstEndingIn(online, window.start()); i < online.size(); i++) {
                AddressRange run = online.get(i).range();
                if (Address.below(window.end(), run.start())) {
                    break;
                }
                long start = (Address.max(window.start(), run.start()) + block - 1) & -block;
                long end = (Address.min(window.end(), run.end()) + 1) & -block;
                if (Address.below(start, end) && !inputs.ram().touches(start, end)) {
                    found.add(new AddressRange(start, end - 1));
                }
            }
        }
        return found;
    }

    /** Index of the first run that does not end below the address. */
    private static int firstEndingIn(List<OnlineMemory> online, long address) {
        int from = 0;
        int to = online.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Address.below(online.get(middle).range().end(), address)) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private boolean isInWindow(AddressRange range) {
        return view.replayed().backing().at(range.start()) == Backing.CXL_WINDOW;
    }

    /** Adds of these what is not there already. */
    private void merge(List<Part> more) {
        UsableRam taken = UsableRam.of(parts.stream().map(Part::range).toList());
        List<Part> sorted = more.stream()
                .sorted(Comparator.comparing(Part::range, BY_START))
                .toList();
        Optional<Long> last = Optional.empty();
        for (Part part : sorted) {
            long at = last.isPresent()
                    ? Address.max(part.range().start(), last.get() + 1)
                    : part.range().start();
            if (last.isPresent() && !Address.below(last.get(), part.range().end())) {
                continue;
            }
            last = Optional.of(part.range().end());
            for (int i = taken.firstEndingAbove(at);
                    i < taken.count() && !Address.below(part.range().end(), taken.start(i));
                    i++) {
                if (Address.below(at, taken.start(i))) {
                    parts.add(part.cutTo(new AddressRange(at, taken.start(i) - 1)));
                }
                at = taken.end(i);
            }
            if (!Address.below(part.range().end(), at)) {
                parts.add(part.cutTo(new AddressRange(at, part.range().end())));
            }
        }
        parts.sort(Comparator.comparing(Part::range, BY_START));
    }
}

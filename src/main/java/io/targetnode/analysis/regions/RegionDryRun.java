package io.targetnode.analysis.regions;

import io.targetnode.analysis.nodes.MemoryTiers;
import io.targetnode.analysis.nodes.Tier;
import io.targetnode.analysis.regions.SoftReserved.Device;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Meminfo;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.Answer;
import io.targetnode.resolve.NodeAnswer;
import io.targetnode.topology.Machine;
import io.targetnode.topology.service.KernelView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What happens if a region is created on a machine and its memory is brought online by kmem (kernel-rules 6.1, 6.2). Nothing is stored.
 *
 * @param view the machine and the kernel
 * @param range the addresses of the region
 * @param window the window that holds it, by position in the CEDT
 * @param kind the driver that makes its dax device
 * @param notes what has to be known besides, in sentences
 * @param blocks the size of memory blocks
 * @param outcome the outcome under the rule of the view
 * @param otherRule the outcome under the rule to compare with
 * @param tier the memory tier of the memory; empty if none is added
 * @param capacities the memory of each possible node, by node
 */
public record RegionDryRun(
        KernelView view,
        AddressRange range,
        OptionalInt window,
        RegionKind kind,
        List<String> notes,
        BlockSize blocks,
        RegionOutcome outcome,
        RegionOutcome otherRule,
        Optional<Tier> tier,
        List<NodeCapacity> capacities) {

    /** A struct page has 64 bytes, and describes a page of 4 KiB: one byte for 64 bytes. */
    private static final int STRUCT_PAGES_SHIFT = 6;

    private static final int PAGE_BYTES = 4096;

    /**
     * The memory of a node.
     *
     * @param beforeBytes usable RAM at boot, unsigned
     * @param afterBytes the same with the memory of the region, unsigned
     */
    public record NodeCapacity(int node, long beforeBytes, long afterBytes) {}

    public RegionDryRun {
        notes = List.copyOf(notes);
        capacities = List.copyOf(capacities);
    }

    /**
     * Tries a region.
     *
     * @throws ImpossibleRegionException if no kernel could create it
     */
    public static RegionDryRun of(KernelView view, RegionRequest request) {
        return new Trial(view, request).run();
    }

    /** The trial of one region on one machine under one kernel. */
    private static final class Trial {

        private final KernelView view;
        private final Machine machine;
        private final KernelRelease release;
        private final MemoryTiers tiers;
        private final SoftReserved softReserved;
        private final RegionLocation location;
        private final RegionKind kind;
        private final Optional<Device> device;
        private final Answer answer;
        private final BlockSize blocks;

        Trial(KernelView view, RegionRequest request) {
            this.view = view;
            this.machine = view.topology().upload().machine();
            this.release = view.choice().kernel();
            this.tiers = MemoryTiers.of(view);
            this.softReserved = SoftReserved.of(view, tiers.parsesHmat());
            this.location = new RegionLocation.Finder(view, softReserved).locate(request);
            this.kind = RegionKind.of(location, softReserved, release);
            this.device = kind == RegionKind.SOFT_RESERVED
                    ? softReserved.deviceAt(location.range().start())
                    : Optional.empty();
            this.answer = view.resolver().answer(location.range().start());
            this.blocks = BlockSize.of(view);
        }

        RegionDryRun run() {
            LookupRule rule = view.choice().rule();
            RegionOutcome outcome = outcome(rule);
            return new RegionDryRun(
                    view,
                    location.range(),
                    location.window().stream().mapToInt(RegionWindow::number).findFirst(),
                    kind,
                    notes(outcome),
                    blocks,
                    outcome,
                    outcome(rule.other()),
                    outcome.isOnline() ? Optional.of(tiers.of(outcome.targetNode())) : Optional.empty(),
                    capacities(outcome));
        }

        private List<String> notes(RegionOutcome outcome) {
            Optional<String> otherDriver =
                    kind == RegionKind.CXL_OTHER && outcome.isOnline() ? location.withoutRamRegion() : Optional.empty();
            Optional<String> stub = view.choice().rule() == LookupRule.STUB && outcome.misplaced()
                    ? Optional.of(
                            "This kernel answers node 0 for every address. misplaced compares that with the node of the range that describes the memory; the verdict of the audit is not-affected, because it compares the two lists, which this kernel does not have.")
                    : Optional.empty();
            return Stream.of(otherDriver, stub).flatMap(Optional::stream).toList();
        }

        private RegionOutcome outcome(LookupRule rule) {
            long size = location.range().sizeBytes();
            Placement placement = placement(rule);
            Optional<Refusal> refusal = withoutDevice().or(() -> probe().refusal(placement.node()));
            if (refusal.isPresent()) {
                return RegionOutcome.refused(rule, placement, refusal.get(), size);
            }
            long online = WholeBlocks.bytes(location.range(), blocks.bytes());
            return RegionOutcome.online(
                    rule, placement, online, size - online, answer.reservedMeminfo(), probe().log());
        }

        private Placement placement(LookupRule rule) {
            NodeAnswer ofRule = new NodeAnswer(answer.targetNode(rule), hotAddNode(rule), answer.backing());
            return Placement.of(
                    kind,
                    ofRule,
                    device.map(found ->
                            view.boot().nodes().nodeOf(found.proximityDomain()).orElse(Meminfo.NUMA_NO_NODE)));
        }

        private int hotAddNode(LookupRule rule) {
            Boot boot = view.boot();
            int node = answer.meminfo()
                    .or(() -> boot.meminfo().blocks().stream().findFirst())
                    .map(block -> block.node())
                    .orElse(Meminfo.NUMA_NO_NODE);
            return rule.chooseHotAdd(node);
        }

        /** The driver sees the whole device, even if the request names a part of it. */
        private KmemProbe probe() {
            return new KmemProbe(
                    device.map(Device::range).orElse(location.range()),
                    blocks.bytes(),
                    view.boot().possibleNodes(),
                    softReserved,
                    release);
        }

        /** The reasons for which there is no dax device at all. */
        private Optional<Refusal> withoutDevice() {
            if (kind == RegionKind.CXL_RAM && !RegionKind.hasRamRegions(release)) {
                return Optional.of(
                        new Refusal("the CXL driver of %s has no RAM regions".formatted(release.version()), List.of()));
            }
            long start = location.range().start();
            return kind == RegionKind.SOFT_RESERVED && device.isEmpty() && softReserved.isLeftOut(start)
                    ? Optional.of(new Refusal(
                            "the kernel makes no device here: an SRAT entry that covers another part of this soft-reserved range has one",
                            List.of()))
                    : Optional.empty();
        }

        private List<NodeCapacity> capacities(RegionOutcome outcome) {
            long added = addedBytes(outcome.onlineBytes());
            return view.boot().possibleNodes().stream()
                    .map(node -> {
                        long before = view.boot().nodes().ramBytes(node);
                        boolean grows = outcome.isOnline() && node == outcome.targetNode();
                        return new NodeCapacity(node, before, grows ? before + added : before);
                    })
                    .toList();
        }

        /** With memmap_on_memory, the struct pages of a RAM region take a part of its own memory. */
        private long addedBytes(long onlineBytes) {
            boolean holdsItsPages = kind == RegionKind.CXL_RAM
                    && machine.hotAdd().memmapOnMemory()
                    && machine.inputs().platform().pageBytes() == PAGE_BYTES;
            return holdsItsPages ? onlineBytes - (onlineBytes >>> STRUCT_PAGES_SHIFT) : onlineBytes;
        }
    }
}

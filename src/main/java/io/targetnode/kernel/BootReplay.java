package io.targetnode.kernel;

import io.targetnode.acpi.Cedt;
import io.targetnode.kernel.Behaviour.WindowList;
import io.targetnode.kernel.Behaviour.WindowNodes;
import io.targetnode.kernel.NodeDescription.Described;
import io.targetnode.kernel.NodeDescription.DescribedRange;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.Rejection.Reason;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The boot path from firmware tables to the two lists (kernel-rules 2), as in {@code x86_numa_init()} and
 * {@code acpi_numa_init()}: SRAT pass, window pass, clean-up, joining and acceptance. After a rejection,
 * {@code dummy_numa_init()} fakes one node and leaves the reserved list unchanged.
 */
public final class BootReplay {

    /** An upper bound without the warnings of pairs: the entry, its join with a warning, the RAM on both sides, and its node. */
    private static final int LINES_PER_ENTRY = 8;

    private static final int MIN_LINES = 100;

    private final BootInputs inputs;
    private final Behaviour behaviour;
    private final long pageBytes;
    private final BlockList meminfo;
    private final BlockList reserved;
    /** {@code numa_nodes_parsed}. */
    private final SortedSet<Integer> parsed = new TreeSet<>();

    private final KernelLog log;
    private final List<String> warnings = new ArrayList<>();
    private List<NodeRam> nodeRam = List.of();
    private NodeFacts numbered = NodeFacts.NONE;
    private long uncoveredPages;

    private BootReplay(BootInputs inputs, Behaviour behaviour) {
        this.inputs = inputs;
        this.behaviour = behaviour;
        this.pageBytes = inputs.platform().pageBytes();
        this.meminfo = new BlockList(2 * inputs.maxNodes());
        this.reserved = new BlockList(2 * inputs.maxNodes());
        this.log = new KernelLog(LINES_PER_ENTRY * inputs.size() + MIN_LINES);
    }

    /**
     * Replays a boot. O(n log n) in the ranges, plus windows x blocks. If ranges of different nodes overlap, also n^2/2
     * comparisons of blocks, where n is at most twice MAX_NUMNODES.
     */
    public static Boot of(BootInputs inputs, Behaviour behaviour) {
        return new BootReplay(inputs, behaviour).run();
    }

    private Boot run() {
        Optional<Rejection> rejection = attempt();
        if (rejection.filter(this::hasNoFallback).isPresent()) {
            warnings.add("loongarch64 has no fallback after this rejection: the lists are those before it.");
        } else if (rejection.isPresent()) {
            fakeOneNode(rejection.get());
        } else {
            warnOfUncoveredRam();
        }
        warnOfOverflow();
        meminfo.blocks().forEach(block -> parsed.add(block.node()));
        NodeLog.print(nodeRam, parsed, inputs.platform().architecture(), behaviour, log);
        return new Boot(
                rejection,
                meminfo.toMeminfo(),
                reserved.toMeminfo(),
                parsed,
                numbered.withRam(nodeRam),
                uncoveredPages,
                log.lines(),
                log.omitted(),
                warnings);
    }

    private Optional<Rejection> attempt() {
        if (inputs.numa() == NumaOption.OFF) {
            return Optional.of(
                    new Rejection(Reason.NUMA_OFF, "NUMA is turned off, by numa=off or by the kernel itself"));
        }
        Optional<Rejection> unusable = inputs.memory() instanceof Tables tables
                ? readTables(tables)
                : readDescription((Described) inputs.memory());
        return unusable.isPresent() ? unusable : cleanUpAndJoin().or(this::refuseUncoveredRam);
    }

    /** The window pass runs even if the SRAT is missing or disabled (kernel-rules 2.6). */
    private Optional<Rejection> readTables(Tables tables) {
        NodeNumbering numbering = new NodeNumbering(inputs.maxNodes());
        Architecture architecture = inputs.platform().architecture();
        boolean disabled = inputs.sratIsDisabled();
        Optional<SratPass> pass = tables.srat()
                .map(srat -> new SratPass(srat, architecture, disabled, behaviour, numbering, meminfo, parsed, log));
        Optional<Rejection> rejection = pass.map(SratPass::run)
                .orElseGet(() -> Optional.of(new Rejection(Reason.NO_SRAT, "the machine has no SRAT")));
        SortedMap<Integer, Integer> sratNodes = numbering.nodesBesides(new TreeMap<>());
        tables.cedt()
                .filter(cedt -> readsWindows())
                .map(Cedt::windows)
                .ifPresent(windows -> new WindowPass(behaviour, numbering, meminfo, windowList(), parsed).run(windows));
        numbered = new NodeFacts(
                sratNodes,
                numbering.nodesBesides(sratNodes),
                pass.map(SratPass::processorNodes).orElse(List.of()),
                pass.map(SratPass::initiatorNodes).orElseGet(TreeSet::new),
                new TreeMap<>());
        return rejection;
    }

    /** Under numa=noacpi, only the windows are used, as with tables. */
    private Optional<Rejection> readDescription(Described described) {
        boolean windowsOnly = inputs.sratIsDisabled();
        Optional<Rejection> rejection = windowsOnly ? Optional.of(SratPass.DISABLED_BY_COMMAND_LINE) : Optional.empty();
        for (DescribedRange range : described.ranges()) {
            if (range.type() == MemoryType.CXL_WINDOW) {
                appendWindow(range);
            } else if (rejection.isEmpty() && append(range, meminfo) == BlockList.Appended.FULL) {
                rejection = Optional.of(new Rejection(
                        Reason.BAD_SRAT,
                        "described range %d is one more than the kernel can store".formatted(range.index())));
            }
        }
        return rejection;
    }

    private void appendWindow(DescribedRange window) {
        if (readsWindows()) {
            append(window, windowList());
        }
    }

    private BlockList.Appended append(DescribedRange range, BlockList list) {
        AddressRange addresses = range.range();
        BlockList.Appended appended = list.append(
                addresses.start(),
                addresses.end() + 1,
                range.node(),
                () -> new Origin.Description(range.index(), range.type(), addresses));
        if (appended == BlockList.Appended.IGNORED) {
            warnings.add("described range %d ends with the last byte of the address space: the kernel ignores it"
                    .formatted(range.index()));
        }
        if (range.type() != MemoryType.CXL_WINDOW || behaviour.windowNodes() == WindowNodes.POSSIBLE) {
            parsed.add(range.node());
        }
        return appended;
    }

    private boolean readsWindows() {
        return inputs.platform().architecture().readsWindows(behaviour);
    }

    private BlockList windowList() {
        return behaviour.windowList() == WindowList.MEMINFO ? meminfo : reserved;
    }

    private Optional<Rejection> cleanUpAndJoin() {
        new CleanUp(inputs.ram(), reserved, behaviour).run(meminfo);
        return NodeJoin.join(meminfo, log);
    }

    /** {@code memblock_validate_numa_coverage()}, before 6.12 {@code numa_meminfo_cover_memory()} (kernel-rules 2.9). */
    private Optional<Rejection> refuseUncoveredRam() {
        nodeRam = nodeRam();
        uncoveredPages = nodeRam.stream()
                .filter(part -> part.node() == Meminfo.NUMA_NO_NODE)
                .mapToLong(part -> part.pages(pageBytes))
                .sum();
        Coverage coverage = inputs.platform().coverage(behaviour);
        long uncoveredBytes = uncoveredPages * pageBytes;
        if (coverage.accepts(Long.divideUnsigned(uncoveredBytes, Address.PAGE_BYTES))) {
            return Optional.empty();
        }
        if (behaviour.hasGenericMemblks()) {
            log.uncovered(uncoveredBytes, inputs.ram().bytes());
        }
        return Optional.of(new Rejection(
                Reason.COVERAGE,
                "%s bytes of usable RAM belong to no node; this kernel tolerates %s"
                        .formatted(
                                Long.toUnsignedString(uncoveredBytes),
                                coverage.limit().getAsLong() * Address.PAGE_BYTES)));
    }

    /** {@code dummy_numa_init()}: meminfo is reset, the reserved list and the node numbers are not (kernel-rules 2.10, 9.6). */
    private void fakeOneNode(Rejection rejection) {
        meminfo.replaceWith(new ArrayList<>());
        parsed.clear();
        parsed.add(0);
        Architecture architecture = inputs.platform().architecture();
        long low = architecture == Architecture.X86_64 ? 0 : inputs.ram().low();
        long high = inputs.ram().high();
        log.fakedNode(architecture, rejection.reason() == Reason.NUMA_OFF, low, high);
        meminfo.append(low, high, 0, () -> new Origin.FakedNode(new AddressRange(low, high - 1)));
        cleanUpAndJoin();
        nodeRam = nodeRam();
    }

    private boolean hasNoFallback(Rejection rejection) {
        return inputs.platform().architecture() == Architecture.LOONGARCH64 && rejection.reason() == Reason.COVERAGE;
    }

    private List<NodeRam> nodeRam() {
        return NodeRam.of(inputs.ram(), meminfo.blocks(), pageBytes);
    }

    private void warnOfUncoveredRam() {
        if (uncoveredPages > 0) {
            warnings.add("""
                    %d bytes of usable RAM belong to no node. The kernel accepts that and then panics early in boot. \
                    The lists are exact, but this machine does not boot.""".formatted(uncoveredPages * pageBytes));
        }
    }

    private void warnOfOverflow() {
        if (reserved.exceedsCapacity()) {
            warnings.add("""
                    The reserved list needs %d blocks, but the kernel has space for %d. It would write past the end, with \
                    undefined results.""".formatted(reserved.blocks().size(), 2 * inputs.maxNodes()));
        }
    }
}

package io.targetnode.topology.intake;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.acpi.TableHeader;
import io.targetnode.capture.BootLog;
import io.targetnode.capture.LoggedNodes;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.BootReplay;
import io.targetnode.memory.UsableRam;
import io.targetnode.topology.Assumption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An SRAT that is reconstructed from a boot log and leads to the same nodes. {@code acpi_parse_memory_affinity} prints each
 * memory entry that it accepts, with the node of its proximity domain, so the log shows ranges, order and nodes.
 *
 * <p>{@code acpi_map_pxm_to_node} assigns nodes to processor and initiator entries as well, but newer kernels do not print
 * these. Node numbers have no gaps, so a missing number belongs to an entry that was not printed. A generic initiator replaces
 * it here (kernel-rules 1.6, 2.3).
 */
final class LoggedSrat {

    /** A revision with 32-bit proximity domains, because the log shows them after masking. */
    private static final int REVISION = 3;

    private final LoggedNodes log;
    private final Architecture architecture;
    private final List<SratEntry> entries = new ArrayList<>();
    private final Map<Integer, Integer> domainOfNode = new HashMap<>();
    private final Set<Integer> domains = new HashSet<>();
    private int numbered;
    private int nextDomain;

    private LoggedSrat(LoggedNodes log, Architecture architecture) {
        this.log = log;
        this.architecture = architecture;
        log.processors().forEach(entry -> add(entry.node(), entry.proximityDomain()));
        log.memory().forEach(entry -> add(entry.node(), entry.proximityDomain()));
    }

    /**
     * Adds SRAT entries whose lines are missing in the log: one for each joined block that no entry covers, and entries for node
     * ranges that no entry covers. A node range counts only if the list of tables is missing too, or if its node has no entry;
     * otherwise its RAM may be in a window.
     */
    static LoggedNodes withLostEntries(BootLog boot, Architecture architecture) {
        LoggedNodes log = boot.nodes();
        LoggedSrat table = new LoggedSrat(log, architecture);
        UsableRam shown = UsableRam.of(log.memory().stream()
                .flatMap(memory -> DeclaredMachine.range(table.entry(memory)).stream())
                .toList());
        List<LoggedNodes.Memory> entries = new ArrayList<>();
        log.joined().stream()
                .filter(block -> !shown.overlaps(block.range()))
                .forEach(block -> entries.add(table.lostEntry(block)));
        if (!log.faked()) {
            Set<Integer> nodes =
                    log.memory().stream().map(LoggedNodes.Memory::node).collect(Collectors.toSet());
            nodeRanges(boot)
                    .filter(block -> !boot.listsAcpiTables() || !nodes.contains(block.node()))
                    .filter(block -> !shown.overlaps(block.range()))
                    .filter(block -> log.joined().stream()
                            .noneMatch(joined -> joined.range().overlaps(block.range())))
                    .forEach(block -> entries.add(table.lostEntry(block)));
        }
        entries.addAll(log.memory());
        return new LoggedNodes(
                log.lines(), log.processors(), entries, log.joined(), log.setUp(), log.faked(), log.turnedOff());
    }

    /** The node ranges of nodes that the kernel set up. RAM that no table covers is on no such node. */
    static Stream<LoggedNodes.Block> nodeRanges(BootLog boot) {
        return boot.earlyNodeRanges().stream()
                .filter(range -> boot.nodes().setUp().contains(range.node()))
                .map(range -> new LoggedNodes.Block(range.node(), range.range()));
    }

    /** The table with the entries that the log shows; empty if the log shows neither an entry nor that the kernel faked a node. */
    static Optional<Srat> of(LoggedNodes log, Architecture architecture) {
        return log.memory().isEmpty() && log.processors().isEmpty() && !log.faked()
                ? Optional.empty()
                : Optional.of(table(log, architecture, lastNode(log) + 1, false));
    }

    /**
     * The table, adjusted to the outcome of the logged boot: nodes without a memory entry are added, and the table is made
     * invalid if the kernel rejected it. A replay of the boot with the entries of the log shows both.
     *
     * @param inputs the inputs of a boot with a table
     * @param cedt the windows; their nodes come after those of the table
     * @param assumptions receives an assumption if the log does not show the nodes without memory
     */
    static Srat adjusted(
            LoggedNodes log,
            Architecture architecture,
            Function<Srat, BootInputs> inputs,
            Behaviour behaviour,
            Optional<Cedt> cedt,
            List<Assumption> assumptions) {
        int known = lastNode(log) + 1;
        Boot boot = BootReplay.of(inputs.apply(table(log, architecture, known, false)), behaviour);
        boolean rejected = log.faked() && boot.rejection().isEmpty();
        if (log.faked() || log.setUp().isEmpty()) {
            if (cedt.filter(table -> !table.windows().isEmpty()).isPresent()) {
                assumptions.add(new Assumption(
                        "No node has only processors or initiators. The log of this boot does not show such nodes, and windows are numbered after them.",
                        "Upload srat (/sys/firmware/acpi/tables/SRAT)."));
            }
            return table(log, architecture, known, rejected);
        }
        int withoutMemory =
                Math.max(0, log.setUp().size() - boot.possibleNodes().size());
        return table(log, architecture, known + withoutMemory, rejected);
    }

    private static Srat table(LoggedNodes log, Architecture architecture, int nodes, boolean rejected) {
        return new LoggedSrat(log, architecture).build(nodes, rejected);
    }

    private static int lastNode(LoggedNodes log) {
        return Stream.concat(
                        log.processors().stream().map(LoggedNodes.Processor::node),
                        log.memory().stream().map(LoggedNodes.Memory::node))
                .flatMapToInt(IntStream::of)
                .max()
                .orElse(-1);
    }

    private void add(int node, int domain) {
        domainOfNode.putIfAbsent(node, domain);
        domains.add(domain);
    }

    private Srat build(int nodes, boolean rejected) {
        for (LoggedNodes.Processor processor : log.processors()) {
            numberUpTo(processor.node());
            entries.add(entry(processor));
            numbered = Math.max(numbered, processor.node() + 1);
        }
        numberUpTo(nodes);
        log.memory().forEach(memory -> entries.add(entry(memory)));
        if (rejected) {
            entries.add(new SratEntry.WrongLength(entries.size(), TableHeader.NO_OFFSET, 1, 0));
        }
        return new Srat(REVISION, entries, false);
    }

    /** Adds an entry for each node below this one that has none yet. */
    private void numberUpTo(int node) {
        for (; numbered < node; numbered++) {
            int domain = domainOfNode.computeIfAbsent(numbered, unknown -> unusedDomain());
            entries.add(filler(domain));
        }
    }

    /** An entry that numbers a node on this architecture. */
    private SratEntry filler(int domain) {
        int index = entries.size();
        return switch (architecture) {
            case X86_64, ARM64 -> new SratEntry.GenericInitiator(index, TableHeader.NO_OFFSET, domain, true);
            case RISCV64 -> new SratEntry.Rintc(index, TableHeader.NO_OFFSET, domain, true);
            case LOONGARCH64 -> new SratEntry.X2Apic(index, TableHeader.NO_OFFSET, domain, true, index);
        };
    }

    private int unusedDomain() {
        while (domains.contains(nextDomain)) {
            nextDomain++;
        }
        return nextDomain++;
    }

    private SratEntry entry(LoggedNodes.Processor processor) {
        int index = entries.size();
        int domain = processor.proximityDomain();
        return processor.x2Apic()
                ? new SratEntry.X2Apic(index, TableHeader.NO_OFFSET, domain, true, processor.apicId())
                : new SratEntry.Apic(index, TableHeader.NO_OFFSET, domain, true, processor.apicId());
    }

    private LoggedNodes.Memory lostEntry(LoggedNodes.Block block) {
        int domain = domainOfNode.computeIfAbsent(block.node(), unknown -> unusedDomain());
        return new LoggedNodes.Memory(
                block.node(), domain, block.range().start(), block.range().sizeBytes(), true, false);
    }

    private SratEntry.Memory entry(LoggedNodes.Memory memory) {
        return new SratEntry.Memory(
                entries.size(),
                TableHeader.NO_OFFSET,
                memory.proximityDomain(),
                memory.base(),
                memory.lengthBytes(),
                true,
                memory.hotPluggable(),
                memory.nonVolatile());
    }
}

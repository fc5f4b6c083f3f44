package io.targetnode.topology.intake;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.acpi.TableHeader;
import io.targetnode.capture.LoggedNodes;
import io.targetnode.kernel.Behaviour;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.BootReplay;
import io.targetnode.topology.Assumption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A SRAT that gives the nodes which a boot log shows. Kernels print each memory entry that they take, with the node that its
 * proximity domain has got, so ranges, order and numbers are all there. What numbered a node before is printed by older
 * kernels only: here generic initiators stand for it, in the order of the nodes, as numbers are given densely (kernel-rules
 * 1.6, 2.3).
 */
final class LoggedSrat {

    /** Its width makes no difference: the kernel prints proximity domains as it has read them. */
    private static final int REVISION = 3;

    private final LoggedNodes log;
    private final List<SratEntry> entries = new ArrayList<>();
    private final Map<Integer, Integer> domainOfNode = new HashMap<>();
    private final Set<Integer> domains = new HashSet<>();
    private int numbered;
    private int nextDomain;

    private LoggedSrat(LoggedNodes log) {
        this.log = log;
        log.processors().forEach(entry -> know(entry.node(), entry.proximityDomain()));
        log.memory().forEach(entry -> know(entry.node(), entry.proximityDomain()));
    }

    /** The table as far as the lines about its entries tell it; empty if the log does not show what became of it. */
    static Optional<Srat> of(LoggedNodes log) {
        return log.memory().isEmpty() && log.processors().isEmpty() && !log.faked()
                ? Optional.empty()
                : Optional.of(table(log, lastNode(log) + 1, false));
    }

    /**
     * The table with what the log shows of the boot's outcome: nodes that have no memory entry, and whether the kernel
     * refused it. Both are told by replaying the boot with what is known.
     *
     * @param inputs what a boot depends on, with a table
     * @param cedt the windows, whose nodes come behind those of the table
     * @param assumptions takes what could not be told
     */
    static Srat settled(
            LoggedNodes log,
            Function<Srat, BootInputs> inputs,
            Behaviour behaviour,
            Optional<Cedt> cedt,
            List<Assumption> assumptions) {
        int known = lastNode(log) + 1;
        Boot boot = BootReplay.of(inputs.apply(table(log, known, false)), behaviour);
        boolean refused = log.faked() && boot.rejection().isEmpty();
        if (log.faked() || log.setUp().isEmpty()) {
            if (cedt.filter(table -> !table.windows().isEmpty()).isPresent()) {
                assumptions.add(new Assumption(
                        "No node has only processors or initiators: of such a boot the log does not show them, and windows are numbered behind them.",
                        "Upload srat (/sys/firmware/acpi/tables/SRAT)."));
            }
            return table(log, known, refused);
        }
        int withoutMemory =
                Math.max(0, log.setUp().size() - boot.possibleNodes().size());
        return table(log, known + withoutMemory, refused);
    }

    private static Srat table(LoggedNodes log, int nodes, boolean refused) {
        return new LoggedSrat(log).build(nodes, refused);
    }

    private static int lastNode(LoggedNodes log) {
        return Stream.concat(
                        log.processors().stream().map(LoggedNodes.Processor::node),
                        log.memory().stream().map(LoggedNodes.Memory::node))
                .flatMapToInt(IntStream::of)
                .max()
                .orElse(-1);
    }

    private void know(int node, int domain) {
        domainOfNode.putIfAbsent(node, domain);
        domains.add(domain);
    }

    private Srat build(int nodes, boolean refused) {
        for (LoggedNodes.Processor processor : log.processors()) {
            numberUpTo(processor.node());
            entries.add(entry(processor));
            numbered = Math.max(numbered, processor.node() + 1);
        }
        numberUpTo(nodes);
        log.memory().forEach(memory -> entries.add(entry(memory)));
        if (refused) {
            entries.add(new SratEntry.WrongLength(entries.size(), TableHeader.NO_OFFSET, 1, 0));
        }
        return new Srat(REVISION, entries, false);
    }

    /** Gives all nodes below this one their numbers. */
    private void numberUpTo(int node) {
        for (; numbered < node; numbered++) {
            int domain = domainOfNode.computeIfAbsent(numbered, unknown -> unusedDomain());
            entries.add(new SratEntry.GenericInitiator(entries.size(), TableHeader.NO_OFFSET, domain, true));
        }
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
        return processor.wide()
                ? new SratEntry.X2Apic(index, TableHeader.NO_OFFSET, domain, true, processor.apicId())
                : new SratEntry.Apic(index, TableHeader.NO_OFFSET, domain, true, processor.apicId());
    }

    private SratEntry entry(LoggedNodes.Memory memory) {
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

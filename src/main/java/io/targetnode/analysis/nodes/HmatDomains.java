package io.targetnode.analysis.nodes;

import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.acpi.SratEntry.GenericPort;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.NodeFacts;
import io.targetnode.topology.service.KernelView;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The proximity domains that the HMAT may name: those of memory and of generic ports are targets, and those that have a node are
 * initiators (kernel-rules 6.4).
 */
final class HmatDomains {

    private final NodeFacts nodes;
    private final boolean numbersCount;
    private final SortedSet<Integer> nodesWithCpus;
    private final Set<Integer> targets;
    private final List<GenericPort> ports;

    private HmatDomains(NodeFacts nodes, boolean numbersCount, SortedSet<Integer> nodesWithCpus, List<SratEntry> srat) {
        this.nodes = nodes;
        this.numbersCount = numbersCount;
        this.nodesWithCpus = new TreeSet<>(nodesWithCpus);
        this.ports = srat.stream()
                .flatMap(entry -> entry instanceof GenericPort port ? Stream.of(port) : Stream.empty())
                .filter(port -> port.enabled() && port.namesAcpiDevice())
                .toList();
        Stream<Integer> ofMemory = srat.stream()
                .flatMap(entry -> entry instanceof SratEntry.Memory memory ? Stream.of(memory) : Stream.empty())
                .filter(SratEntry.Memory::enabled)
                .map(SratEntry.Memory::proximityDomain);
        this.targets = Stream.concat(ofMemory, ports.stream().map(GenericPort::proximityDomain))
                .collect(Collectors.toUnmodifiableSet());
    }

    static HmatDomains of(KernelView view, OnlineCpus cpus) {
        BootInputs inputs = view.topology().upload().machine().inputs();
        Optional<Srat> srat = inputs.memory() instanceof Tables tables ? tables.srat() : Optional.empty();
        // Outside x86-64, numa_off is set after a rejection, and then pxm_to_node() gives no node (kernel-rules 9.6).
        boolean numbersCount = inputs.platform().architecture() == Architecture.X86_64
                || view.boot().rejection().isEmpty();
        return new HmatDomains(
                view.boot().nodes(),
                numbersCount,
                cpus.nodes(),
                srat.map(Srat::entries).orElse(List.of()));
    }

    /** {@code find_mem_target()}. */
    boolean isTarget(int domain) {
        return targets.contains(domain);
    }

    /** {@code pxm_to_node()}. */
    OptionalInt nodeOf(int domain) {
        return numbersCount ? nodes.nodeOf(domain) : OptionalInt.empty();
    }

    /** Whether the node of a proximity domain has an online CPU. */
    boolean hasCpu(int domain) {
        OptionalInt node = nodeOf(domain);
        return node.isPresent() && nodesWithCpus.contains(node.getAsInt());
    }

    /** The enabled generic ports that name ACPI devices. */
    List<GenericPort> ports() {
        return ports;
    }
}

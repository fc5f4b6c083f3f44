package io.targetnode.analysis.nodes;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.Hmat;
import io.targetnode.acpi.SratEntry.GenericPort;
import io.targetnode.analysis.nodes.HmatFault.Reason;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.NodeFacts;
import io.targetnode.kernel.NodeOptions;
import io.targetnode.kernel.Rejection;
import io.targetnode.topology.Machine;
import io.targetnode.topology.evidence.MemoryTier;
import io.targetnode.topology.service.KernelView;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * The memory tiers of nodes ({@code mm/memory-tiers.c}, {@code drivers/acpi/numa/hmat.c}, kernel-rules 6.4). A node with RAM at boot
 * keeps the tier that it has then; to another node, it is the tier of memory that the dax driver adds.
 */
public final class MemoryTiers {

    private static final KernelRelease FIRST_WITH_TIERS = KernelRelease.parse("6.1");
    private static final KernelRelease FIRST_WITH_HMAT = KernelRelease.parse("6.7");
    private static final KernelRelease FIRST_WITH_REGIONS = KernelRelease.parse("6.11");

    private static final Set<Rejection.Reason> SRAT_UNUSABLE = Set.of(
            Rejection.Reason.NUMA_OFF,
            Rejection.Reason.NO_SRAT,
            Rejection.Reason.BAD_SRAT,
            Rejection.Reason.SRAT_PARSE);

    private final KernelView view;
    private final NodeFacts nodes;
    private final SortedMap<Integer, Integer> domainOfNode;
    private final HmatDomains domains;
    private final Optional<HmatValues> values;
    private final HmatReference reference;
    private final Optional<HmatFault> fault;
    private final Set<Integer> nodesOfDevices;

    private MemoryTiers(KernelView view, OnlineCpus cpus) {
        this.view = view;
        this.nodes = view.boot().nodes();
        this.domainOfNode = nodes.proximityDomains();
        this.domains = HmatDomains.of(view, cpus);
        Optional<HmatFault> unused = unused();
        this.values = unused.isPresent() ? Optional.empty() : hmat().map(hmat -> new HmatValues(hmat, domains));
        this.reference = HmatReference.of(view.boot(), cpus, domainOfNode, domains, values);
        this.fault = unused.or(reference::fault);
        this.nodesOfDevices = nodesOfDevices();
    }

    /** The tiers under a kernel. */
    public static MemoryTiers of(KernelView view) {
        return of(view, OnlineCpus.of(view));
    }

    static MemoryTiers of(KernelView view, OnlineCpus cpus) {
        return new MemoryTiers(view, cpus);
    }

    /** Why the kernel does not take tiers from an HMAT, with the structure; empty if it does. */
    public Optional<HmatFault> fault() {
        return fault;
    }

    /** The tier of a possible node: at boot if it has RAM then, else that of memory that the dax driver adds to it. */
    public Tier of(int node) {
        if (view.choice().kernel().compareTo(FIRST_WITH_TIERS) < 0
                || !view.boot().possibleNodes().contains(node)) {
            return Tier.NONE;
        }
        boolean hasRam = nodes.ramBytes(node) != 0;
        return stated(node)
                .or(() -> !hasRam && nodesOfDevices.contains(node)
                        ? Optional.of(Tier.ofDevice(shown(node)))
                        : Optional.empty())
                .orElse(hasRam ? Tier.DEFAULT_DRAM : Tier.DEFAULT_KMEM);
    }

    private Optional<Tier> stated(int node) {
        return fault.isPresent() || !domainOfNode.containsKey(node)
                ? Optional.empty()
                : values.map(known -> known.of(domainOfNode.get(node)))
                        .filter(Performance::isKnown)
                        .flatMap(known -> reference.performance().map(known::abstractDistance))
                        .map(distance -> Tier.at(distance, Tier.Source.HMAT));
    }

    /** The tier that the running kernel shows, if it is the one that is asked for. */
    private OptionalInt shown(int node) {
        boolean own =
                machine().kernel().filter(view.choice().kernel()::isSameAs).isPresent();
        return view.topology().upload().evidence().tiers().stream()
                .filter(tier -> own && tier.nodes().contains(node))
                .mapToInt(MemoryTier::tier)
                .findFirst();
    }

    private Machine machine() {
        return view.topology().upload().machine();
    }

    private Optional<Hmat> hmat() {
        return machine().nodes().hmat().content();
    }

    /** Whether the kernel parses the whole HMAT, from which {@code dax_hmem} takes nodes; releases before 6.7 take no tiers from it. */
    public boolean parsesHmat() {
        return unparsed().isEmpty();
    }

    private Optional<HmatFault> unused() {
        return view.choice().kernel().compareTo(FIRST_WITH_HMAT) < 0
                ? without(
                        Reason.OLD_KERNEL,
                        "releases before %s do not take tiers from the HMAT".formatted(FIRST_WITH_HMAT))
                : unparsed();
    }

    private Optional<HmatFault> unparsed() {
        if (hmat().isEmpty()) {
            return without(Reason.NO_TABLE, "no HMAT is known");
        }
        boolean disabled =
                machine().nodes().options().filter(NodeOptions::withoutHmat).isPresent();
        if (disabled && machine().inputs().platform().architecture() == Architecture.X86_64) {
            return without(Reason.DISABLED_BY_OPTION, "numa=nohmat on the command line disables the HMAT");
        }
        Optional<Rejection> rejection = view.boot().rejection().filter(why -> SRAT_UNUSABLE.contains(why.reason()));
        if (rejection.isPresent()) {
            return without(
                    Reason.NO_USABLE_SRAT,
                    "the kernel does not use the SRAT: " + rejection.get().detail());
        }
        return hmat().flatMap(table -> new HmatCheck(table, domains).fault());
    }

    private static Optional<HmatFault> without(Reason reason, String why) {
        return Optional.of(new HmatFault(reason, OptionalInt.empty(), why));
    }

    /** The nodes of windows below a host bridge whose generic port has values: their regions have a performance of their own. */
    private Set<Integer> nodesOfDevices() {
        BootInputs inputs = machine().inputs();
        Set<Integer> found = new HashSet<>();
        if (view.choice().kernel().compareTo(FIRST_WITH_REGIONS) >= 0
                && reference.performance().isPresent()
                && inputs.memory() instanceof Tables tables) {
            Set<Integer> bridges = bridgesWithValues();
            tables.cedt().map(Cedt::windows).orElse(List.of()).stream()
                    .filter(window -> mayBeBelow(window, bridges))
                    .forEach(window -> found.add(view.resolver().targetNode(window.base())));
        }
        return found;
    }

    /** The _UIDs of the host bridges whose generic port has values. */
    private Set<Integer> bridgesWithValues() {
        return domains.ports().stream()
                .filter(port -> port.namesHostBridge(port.uniqueId()))
                .filter(port -> values.filter(
                                known -> known.of(port.proximityDomain()).isKnown())
                        .isPresent())
                .map(GenericPort::uniqueId)
                .collect(Collectors.toSet());
    }

    /** Without the targets of a window, it may be below any host bridge. */
    private static boolean mayBeBelow(Cedt.Window window, Set<Integer> bridges) {
        return window.decoding()
                .map(decoding -> decoding.targets().stream().anyMatch(bridges::contains))
                .orElse(!bridges.isEmpty());
    }
}

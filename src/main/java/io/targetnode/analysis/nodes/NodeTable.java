package io.targetnode.analysis.nodes;

import io.targetnode.capture.LoggedProcessors;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.Memblk;
import io.targetnode.kernel.NodeDescription.Tables;
import io.targetnode.kernel.NodeFacts;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.Answer;
import io.targetnode.resolve.Backing;
import io.targetnode.resolve.TargetNodeResolver;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The nodes of a machine under a kernel, ascending: the possible ones, and those that are answered but not possible.
 *
 * @param view the machine and the kernel
 * @param rows the nodes
 * @param distances the distances between possible nodes
 * @param tiers the memory tiers
 * @param cpus the nodes with CPUs
 * @param assumptions what was assumed about CPUs, distances and tiers, besides the assumptions about the two lists
 */
public record NodeTable(
        KernelView view,
        List<NodeRow> rows,
        Distances distances,
        MemoryTiers tiers,
        OnlineCpus cpus,
        List<Assumption> assumptions) {

    /** The memory of a block, with the pieces of the address space around it. */
    private static final int BLOCK_BYTES = 512;

    /** The domain of a node that has none. */
    private static final int PXM_INVAL = -1;

    public NodeTable {
        rows = List.copyOf(rows);
        assumptions = List.copyOf(assumptions);
    }

    /** The nodes under a kernel. O(n log n) in blocks and backing ranges, and linear in the HMAT for each node. */
    public static NodeTable of(KernelView view) {
        OnlineCpus cpus = OnlineCpus.of(view);
        MemoryTiers tiers = MemoryTiers.of(view, cpus);
        return new NodeTable(
                view,
                new Builder(view, cpus, tiers).rows(),
                Distances.of(view),
                tiers,
                cpus,
                NodeAssumptions.of(view, cpus, tiers));
    }

    /** The approximate memory in bytes of a table and of what it is computed from. */
    public static long bytes(KernelView view) {
        int blocks = view.boot().meminfo().blocks().size()
                + view.boot().reserved().blocks().size();
        int entries = view.topology().upload().machine().nodes().size();
        return (long) BLOCK_BYTES * (blocks + entries);
    }

    /** The nodes to which the kernel can add memory, ascending. */
    public List<NodeRow> possibleRows() {
        return rows.stream().filter(NodeRow::possible).toList();
    }

    /** Builds the rows. */
    private static final class Builder {

        private final KernelView view;
        private final Boot boot;
        private final NodeFacts facts;
        private final OnlineCpus cpus;
        private final MemoryTiers tiers;
        private final SortedMap<Integer, Integer> domains;
        private final Map<Integer, List<NodeRange>> ranges = new HashMap<>();
        private final Map<Integer, Long> windowBytes = new HashMap<>();
        private final Map<Integer, Long> hotplugBytes = new HashMap<>();
        private final SortedSet<Integer> online;

        Builder(KernelView view, OnlineCpus cpus, MemoryTiers tiers) {
            this.view = view;
            this.boot = view.boot();
            this.facts = boot.nodes();
            this.cpus = cpus;
            this.tiers = tiers;
            this.domains = facts.proximityDomains();
            this.online = online();
            addRanges(boot.meminfo().blocks(), false);
            addRanges(boot.reserved().blocks(), true);
            addBytes(view.resolver());
        }

        List<NodeRow> rows() {
            SortedSet<Integer> nodes = new TreeSet<>(boot.possibleNodes());
            nodes.addAll(ranges.keySet());
            return nodes.stream().map(this::row).toList();
        }

        private NodeRow row(int node) {
            boolean possible = boot.possibleNodes().contains(node);
            return new NodeRow(
                    node,
                    proximityDomain(node),
                    possible,
                    possible && online.contains(node),
                    possible ? cpus.hasCpus(node) : Optional.of(false),
                    possible ? facts.ramBytes(node) : 0,
                    windowBytes.getOrDefault(node, 0L),
                    hotplugBytes.getOrDefault(node, 0L),
                    ranges.getOrDefault(node, List.of()),
                    tiers.of(node));
        }

        private OptionalInt proximityDomain(int node) {
            boolean known = view.topology().upload().machine().inputs().memory() instanceof Tables;
            return known ? OptionalInt.of(domains.getOrDefault(node, PXM_INVAL)) : OptionalInt.empty();
        }

        private void addRanges(List<Memblk> blocks, boolean reserved) {
            for (Memblk block : blocks) {
                Backing backing =
                        reserved ? view.replayed().backing().at(block.range().start()) : Backing.SYSTEM_RAM;
                ranges.computeIfAbsent(block.node(), none -> new ArrayList<>())
                        .add(new NodeRange(block.range(), reserved, backing));
            }
        }

        private void addBytes(TargetNodeResolver resolver) {
            for (AddressRange range : TargetNodeResolver.ranges(List.of(resolver))) {
                Answer answer = resolver.answer(range.start());
                if (answer.backing() == Backing.CXL_WINDOW) {
                    windowBytes.merge(answer.targetNode(), range.sizeBytes(), Long::sum);
                } else if (answer.backing() != Backing.SYSTEM_RAM
                        && answer.reservedMeminfo().isPresent()) {
                    hotplugBytes.merge(answer.targetNode(), range.sizeBytes(), Long::sum);
                }
            }
        }

        /**
         * On x86-64, nodes with RAM, processors or initiators; elsewhere, all possible ones (kernel-rules 9.7). A processor that only
         * the SRAT names does not bring its node online; the number of nodes in the boot log can show that.
         */
        private SortedSet<Integer> online() {
            Architecture architecture =
                    view.topology().upload().machine().inputs().platform().architecture();
            if (architecture != Architecture.X86_64 || boot.possibleNodes().size() == 1) {
                return boot.possibleNodes();
            }
            SortedSet<Integer> nodes = new TreeSet<>(facts.ramBytes().keySet());
            nodes.addAll(facts.initiatorNodes());
            if (cpus.basis() != OnlineCpus.Basis.NOTHING) {
                nodes.addAll(cpus.nodes());
            }
            nodes.retainAll(boot.possibleNodes());
            boolean complete = OnlineCpus.logged(view)
                    .map(LoggedProcessors::nodes)
                    .filter(OptionalInt.of(nodes.size())::equals)
                    .isPresent();
            if (!complete) {
                nodes.addAll(facts.processorNodes());
            }
            return nodes;
        }
    }
}

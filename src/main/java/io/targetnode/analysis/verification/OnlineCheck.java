package io.targetnode.analysis.verification;

import static io.targetnode.analysis.verification.Outcome.AGREES;
import static io.targetnode.analysis.verification.Outcome.CONTRADICTS;
import static io.targetnode.analysis.verification.Outcome.NOT_COMPARED;

import io.targetnode.analysis.verification.ExpectedMemory.Kind;
import io.targetnode.analysis.verification.ExpectedMemory.Part;
import io.targetnode.capture.OnlineMemory;
import io.targetnode.kernel.BootInputs;
import io.targetnode.kernel.Memblk;
import io.targetnode.kernel.Meminfo;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.evidence.OnlineBlocks;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Compares the node on which memory is online with the node on which it is expected. Online memory is listed as runs of whole
 * memory blocks, which may include addresses without memory: a run is compared only where memory is known to be. A block with
 * RAM of several nodes is listed on one of them, so it proves nothing about the others.
 */
final class OnlineCheck {

    private final KernelView view;
    private final ExpectedMemory memory;
    private final long blockBytes;

    /** The expected memory of each node: last addresses by first addresses. */
    private final Map<Integer, TreeMap<Long, Long>> byNode = new HashMap<>();

    private final List<Comparison> comparisons = new ArrayList<>();

    private OnlineCheck(KernelView view, ExpectedMemory memory) {
        this.view = view;
        this.memory = memory;
        BootInputs inputs = view.topology().upload().machine().inputs();
        this.blockBytes = OnlineBlocks.maxBlockBytes(
                view.topology().upload().evidence().online(), inputs.ram(), inputs.platform());
        memory.parts()
                .forEach(part -> byNode.computeIfAbsent(part.node(), node -> new TreeMap<>(Long::compareUnsigned))
                        .put(part.range().start(), part.range().end()));
    }

    /** O(n log n). */
    static List<Comparison> of(KernelView view, ExpectedMemory memory) {
        OnlineCheck check = new OnlineCheck(view, memory);
        view.topology().upload().evidence().online().forEach(check::compare);
        return check.comparisons;
    }

    private void compare(OnlineMemory run) {
        List<Part> parts = memory.overlapping(run.range());
        if (parts.isEmpty()) {
            unknown(run);
        }
        for (int i = 0; i < parts.size(); ) {
            Part first = parts.get(i);
            int last = i;
            // Neighbours with the same expectation are one comparison.
            for (i++; i < parts.size() && first.isLike(parts.get(i)); i++) {
                last = i;
            }
            AddressRange range = new AddressRange(
                    first.range().start(), parts.get(last).range().end());
            compare(run, first, range.intersection(run.range()));
        }
    }

    private void compare(OnlineMemory run, Part part, AddressRange range) {
        String what = "%s in %s is online on node %d".formatted(part.name(), range, run.node());
        if (!part.isPredicted()) {
            add(run, part, range, NOT_COMPARED, what + ": " + whyNotPredicted(part, range));
        } else if (part.node() == run.node()) {
            add(run, part, range, AGREES, what + part.lookedUp().remark(run.node(), view) + ".");
        } else if (sharesAllBlocks(range, run.node())) {
            add(run, part, range, NOT_COMPARED, what + "; both may share a memory block.");
        } else {
            add(
                    run,
                    part,
                    range,
                    CONTRADICTS,
                    "%s, not %d%s.".formatted(what, part.node(), part.lookedUp().remark(run.node(), view)));
        }
    }

    private String whyNotPredicted(Part part, AddressRange range) {
        if (part.kind() == Kind.DEVICE) {
            return "the target node of the device is not known.";
        }
        int reserved = view.resolver()
                .answer(range.start())
                .reservedMeminfo()
                .map(Memblk::node)
                .orElse(Meminfo.NUMA_NO_NODE);
        return "the ACPI _PXM of the added device decides"
                + (reserved == Meminfo.NUMA_NO_NODE
                        ? "."
                        : ", and the SRAT describes the address for node %d.".formatted(reserved));
    }

    /** Whether each block of the range also has memory of the node. Only the first and the last block can. */
    private boolean sharesAllBlocks(AddressRange range, int node) {
        AddressRange first = blockAt(range.start());
        AddressRange last = blockAt(range.end());
        boolean hasBlockBetween = !first.equals(last) && first.end() + 1 != last.start();
        return !hasBlockBetween && has(node, first) && has(node, last);
    }

    private AddressRange blockAt(long address) {
        long start = address & -blockBytes;
        return new AddressRange(start, start + blockBytes - 1);
    }

    private boolean has(int node, AddressRange range) {
        TreeMap<Long, Long> ofNode = byNode.get(node);
        Map.Entry<Long, Long> below = ofNode == null ? null : ofNode.floorEntry(range.end());
        return below != null && !Address.below(below.getValue(), range.start());
    }

    /** Memory that no other file shows. */
    private void unknown(OnlineMemory run) {
        comparisons.add(Comparison.of(
                Subject.ONLINE_NODE,
                run.range().toString(),
                Optional.empty(),
                Optional.of(run.node()),
                NOT_COMPARED,
                "Memory in %s is online on node %d and was not there at boot: upload iomem, which shows how it was added."
                        .formatted(run.range(), run.node())));
    }

    private void add(OnlineMemory run, Part part, AddressRange range, Outcome outcome, String sentence) {
        Comparison comparison = Comparison.of(
                Subject.ONLINE_NODE,
                range.toString(),
                part.isPredicted() ? Optional.of(part.node()) : Optional.empty(),
                Optional.of(run.node()),
                outcome,
                sentence);
        comparisons.add(part.lookedUp().judge(run.node(), comparison));
    }
}

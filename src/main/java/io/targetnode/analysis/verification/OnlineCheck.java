package io.targetnode.analysis.verification;

import static io.targetnode.analysis.verification.CheckResult.AGREES;
import static io.targetnode.analysis.verification.CheckResult.CONTRADICTS;
import static io.targetnode.analysis.verification.CheckResult.NOT_COMPARED;

import io.targetnode.analysis.verification.ExpectedMemory.Kind;
import io.targetnode.analysis.verification.ExpectedMemory.Part;
import io.targetnode.capture.OnlineMemory;
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
 * Where memory is online against where it is expected. What is online comes in runs of whole memory blocks, which may reach over
 * what is no memory: a run is compared where memory is known to be. A block in which RAM of several nodes lies is shown on one of
 * them, so such a block says nothing of the others.
 */
final class OnlineCheck {

    private static final String SOURCE = "memory blocks";

    private final KernelView view;
    private final List<Part> parts;
    private final long block;

    /** Where memory is expected, by node: first to last addresses. */
    private final Map<Integer, TreeMap<Long, Long>> byNode = new HashMap<>();

    private final List<Comparison> comparisons = new ArrayList<>();

    private OnlineCheck(KernelView view, List<Part> parts) {
        this.view = view;
        this.parts = parts;
        this.block = OnlineBlocks.largest(
                view.topology().upload().evidence().online(),
                view.topology().upload().machine().inputs().ram());
        parts.forEach(part -> byNode.computeIfAbsent(part.node(), node -> new TreeMap<>(Long::compareUnsigned))
                .put(part.range().start(), part.range().end()));
    }

    /**
     * O(n log n).
     *
     * @param parts the memory that is known to be there, ascending
     */
    static List<Comparison> of(KernelView view, List<Part> parts) {
        OnlineCheck check = new OnlineCheck(view, parts);
        int next = 0;
        for (OnlineMemory run : view.topology().upload().evidence().online()) {
            while (next < parts.size()
                    && Address.below(parts.get(next).range().end(), run.range().start())) {
                next++;
            }
            check.compare(run, next);
        }
        return check.comparisons;
    }

    private void compare(OnlineMemory run, int first) {
        int i = first;
        if (i == parts.size()
                || Address.below(run.range().end(), parts.get(i).range().start())) {
            unknown(run);
            return;
        }
        while (i < parts.size()
                && !Address.below(run.range().end(), parts.get(i).range().start())) {
            Part part = parts.get(i);
            long end = part.range().end();
            // Neighbours that are expected alike are one comparison.
            for (i++; i < parts.size() && isAlike(part, parts.get(i)) && touches(run, parts.get(i)); i++) {
                end = parts.get(i).range().end();
            }
            AddressRange range = new AddressRange(
                    Address.max(run.range().start(), part.range().start()),
                    Address.min(run.range().end(), end));
            compare(run, part, range);
        }
    }

    private static boolean touches(OnlineMemory run, Part part) {
        return !Address.below(run.range().end(), part.range().start());
    }

    private static boolean isAlike(Part a, Part b) {
        return a.kind() == b.kind()
                && a.node() == b.node()
                && a.name().equals(b.name())
                && a.looked().equals(b.looked());
    }

    private void compare(OnlineMemory run, Part part, AddressRange range) {
        String what = "%s in %s is online on node %d".formatted(part.name(), range, run.node());
        if (!part.isPredicted()) {
            add(run, part, range, NOT_COMPARED, what + ": " + whyNotPredicted(part, range));
        } else if (part.node() == run.node()) {
            add(run, part, range, AGREES, what + part.looked().remark(run.node(), view) + ".");
        } else if (sharesAllBlocks(range, run.node())) {
            add(run, part, range, NOT_COMPARED, what + ", with which it may share a memory block.");
        } else {
            add(
                    run,
                    part,
                    range,
                    CONTRADICTS,
                    "%s, not %d%s.".formatted(what, part.node(), part.looked().remark(run.node(), view)));
        }
    }

    private String whyNotPredicted(Part part, AddressRange range) {
        if (part.kind() == Kind.DEVICE) {
            return "which node the kernel gave to the device is not known.";
        }
        int reserved = view.boot().reserved().nodeOf(range.start());
        return "ACPI's _PXM of the device that was added decides"
                + (reserved == Meminfo.NUMA_NO_NODE
                        ? "."
                        : ", and the SRAT describes the address for node %d.".formatted(reserved));
    }

    /** Whether each block of the range has memory of the node, too: only the first and the last one can. */
    private boolean sharesAllBlocks(AddressRange range, int node) {
        AddressRange first = blockAt(range.start());
        AddressRange last = blockAt(range.end());
        boolean between = !first.equals(last) && first.end() + 1 != last.start();
        return !between && has(node, first) && has(node, last);
    }

    private AddressRange blockAt(long address) {
        long start = address & -block;
        return new AddressRange(start, start + block - 1);
    }

    private boolean has(int node, AddressRange range) {
        TreeMap<Long, Long> ofNode = byNode.get(node);
        Map.Entry<Long, Long> below = ofNode == null ? null : ofNode.floorEntry(range.end());
        return below != null && !Address.below(below.getValue(), range.start());
    }

    /** Memory that nothing else shows. */
    private void unknown(OnlineMemory run) {
        comparisons.add(Comparison.of(
                Subject.ONLINE_NODE,
                run.range().toString(),
                SOURCE,
                Optional.empty(),
                Optional.of(String.valueOf(run.node())),
                NOT_COMPARED,
                "Memory in %s is online on node %d, and was not there at boot: upload iomem, which shows how it came there."
                        .formatted(run.range(), run.node())));
    }

    private void add(OnlineMemory run, Part part, AddressRange range, CheckResult outcome, String sentence) {
        comparisons.add(new Comparison(
                Subject.ONLINE_NODE,
                range.toString(),
                SOURCE,
                part.isPredicted() ? Optional.of(String.valueOf(part.node())) : Optional.empty(),
                Optional.of(String.valueOf(run.node())),
                outcome,
                Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1),
                part.looked().speaker(run.node())));
    }
}

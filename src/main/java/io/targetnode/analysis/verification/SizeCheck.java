package io.targetnode.analysis.verification;

import static io.targetnode.analysis.verification.CheckResult.AGREES;
import static io.targetnode.analysis.verification.CheckResult.CONTRADICTS;
import static io.targetnode.analysis.verification.CheckResult.NOT_COMPARED;

import io.targetnode.analysis.verification.ExpectedMemory.Kind;
import io.targetnode.analysis.verification.ExpectedMemory.Part;
import io.targetnode.capture.OnlineMemory;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.evidence.Evidence;
import io.targetnode.topology.evidence.NodeSize;
import io.targetnode.topology.intake.HostFile;
import io.targetnode.topology.service.KernelView;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How much memory nodes have against the most that they can have: their RAM of the boot, and what was added and went to them.
 * That they have less is ordinary, the kernel keeps some for itself; but none at all is not.
 */
final class SizeCheck {

    /** A node with so many units of RAM has some left, whatever the kernel keeps. */
    private static final int UNITS_THAT_SHOW = 64;

    private final Evidence evidence;
    private final List<Part> parts;
    private final Map<Integer, Long> atBoot = new HashMap<>();
    private final Map<Integer, Long> most = new HashMap<>();
    private final Set<Integer> onlineNodes = new HashSet<>();

    /** Whether it is known how much was added to each node. */
    private boolean addedIsKnown;

    private SizeCheck(KernelView view, List<Part> parts) {
        this.evidence = view.topology().upload().evidence();
        this.parts = parts;
        boolean lists = view.topology().upload().sources().stream()
                .anyMatch(source -> source.format().equals(HostFile.IOMEM.apiName()));
        addedIsKnown =
                lists || !evidence.added().isEmpty() || !evidence.online().isEmpty();
    }

    static List<Comparison> of(KernelView view, List<Part> parts) {
        SizeCheck check = new SizeCheck(view, parts);
        check.sum();
        return check.evidence.nodeSizes().stream().map(check::compare).toList();
    }

    private void sum() {
        int next = 0;
        for (Part part : parts) {
            if (part.kind() == Kind.BOOT) {
                atBoot.merge(part.node(), part.range().sizeBytes(), Long::sum);
                most.merge(part.node(), part.range().sizeBytes(), Long::sum);
            } else if (evidence.online().isEmpty()) {
                addedIsKnown &= part.isPredicted();
                most.merge(part.node(), part.range().sizeBytes(), Long::sum);
            }
        }
        for (OnlineMemory run : evidence.online()) {
            while (next < parts.size()
                    && Address.below(parts.get(next).range().end(), run.range().start())) {
                next++;
            }
            onlineNodes.add(run.node());
            most.merge(run.node(), run.range().sizeBytes() - ramOfTheBoot(run.range(), next), Long::sum);
        }
    }

    private long ramOfTheBoot(AddressRange run, int first) {
        long bytes = 0;
        for (int i = first; i < parts.size() && parts.get(i).range().overlaps(run); i++) {
            if (parts.get(i).kind() == Kind.BOOT) {
                AddressRange ram = parts.get(i).range();
                bytes += Address.min(ram.end(), run.end()) - Address.max(ram.start(), run.start()) + 1;
            }
        }
        return bytes;
    }

    private Comparison compare(NodeSize size) {
        long atMost = most.getOrDefault(size.node(), 0L);
        long boot = atBoot.getOrDefault(size.node(), 0L);
        String has = "Node %d has %s".formatted(size.node(), describe(size.bytes()));
        if (Long.compareUnsigned(size.bytes(), atMost) > 0) {
            return addedIsKnown
                    ? compared(size, atMost, CONTRADICTS, "%s, and can have %s.".formatted(has, describe(atMost)))
                    : compared(size, atMost, NOT_COMPARED, """
                            %s, and had %s at boot; what was added later is not known: upload iomem.""".formatted(has, describe(boot)));
        }
        if (size.bytes() == 0 && Long.compareUnsigned(boot, (long) UNITS_THAT_SHOW * size.unitBytes()) >= 0) {
            boolean offline = !evidence.online().isEmpty() && !onlineNodes.contains(size.node());
            return offline
                    ? compared(size, atMost, NOT_COMPARED, "%s: its memory is offline.".formatted(has))
                    : compared(size, atMost, CONTRADICTS, "%s, and had %s at boot.".formatted(has, describe(boot)));
        }
        return compared(size, atMost, AGREES, "%s, and can have %s.".formatted(has, describe(atMost)));
    }

    private static Comparison compared(NodeSize size, long atMost, CheckResult outcome, String sentence) {
        return Comparison.of(
                Subject.NODE_SIZE,
                "node " + size.node(),
                "node sizes",
                Optional.of("at most %s bytes".formatted(Long.toUnsignedString(atMost))),
                Optional.of("%s bytes".formatted(Long.toUnsignedString(size.bytes()))),
                outcome,
                sentence);
    }

    private static String describe(long bytes) {
        return bytes == 0 ? "no memory" : "%s KiB".formatted(Long.toUnsignedString(bytes >>> 10));
    }
}

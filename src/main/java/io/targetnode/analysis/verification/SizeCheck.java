package io.targetnode.analysis.verification;

import static io.targetnode.analysis.verification.Outcome.AGREES;
import static io.targetnode.analysis.verification.Outcome.CONTRADICTS;
import static io.targetnode.analysis.verification.Outcome.NOT_COMPARED;

import io.targetnode.analysis.verification.ExpectedMemory.Kind;
import io.targetnode.analysis.verification.ExpectedMemory.Part;
import io.targetnode.capture.OnlineMemory;
import io.targetnode.kernel.Architecture;
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
 * Compares the memory that nodes have with the most that they can have: their RAM at boot and the memory that was added to them.
 * A node may have less, because the kernel reserves some. A node that had RAM at boot and has none now is a contradiction.
 */
final class SizeCheck {

    /** A node that had this number of units at boot has some left after the reservations of the kernel. */
    private static final int MIN_UNITS = 64;

    private final Evidence evidence;
    private final ExpectedMemory memory;
    private final Map<Integer, Long> bytesAtBoot = new HashMap<>();
    private final Map<Integer, Long> maxBytes = new HashMap<>();
    private final Set<Integer> onlineNodes = new HashSet<>();

    /** Whether the files show how much was added to each node. */
    private boolean addedIsKnown;

    /** Whether RAM that the firmware reserves counts as RAM of nodes (kernel-rules 9.3). */
    private final boolean mayBeNoMap;

    private SizeCheck(KernelView view, ExpectedMemory memory) {
        this.evidence = view.topology().upload().evidence();
        this.memory = memory;
        this.mayBeNoMap = view.topology().upload().machine().inputs().platform().architecture() != Architecture.X86_64;
        boolean hasIomem = HostFile.IOMEM.isAmong(view.topology().upload().sources());
        addedIsKnown =
                hasIomem || !evidence.added().isEmpty() || !evidence.online().isEmpty();
    }

    static List<Comparison> of(KernelView view, ExpectedMemory memory) {
        SizeCheck check = new SizeCheck(view, memory);
        check.sum();
        return check.evidence.nodeSizes().stream().map(check::compare).toList();
    }

    private void sum() {
        for (Part part : memory.parts()) {
            if (part.kind() == Kind.BOOT) {
                bytesAtBoot.merge(part.node(), part.range().sizeBytes(), Long::sum);
                maxBytes.merge(part.node(), part.range().sizeBytes(), Long::sum);
            } else if (evidence.online().isEmpty()) {
                addedIsKnown &= part.isPredicted();
                maxBytes.merge(part.node(), part.range().sizeBytes(), Long::sum);
            }
        }
        for (OnlineMemory run : evidence.online()) {
            onlineNodes.add(run.node());
            maxBytes.merge(run.node(), run.range().sizeBytes() - ramAtBoot(run.range()), Long::sum);
        }
    }

    private long ramAtBoot(AddressRange run) {
        return memory.overlapping(run).stream()
                .filter(part -> part.kind() == Kind.BOOT)
                .mapToLong(part -> part.range().intersection(run).sizeBytes())
                .sum();
    }

    private Comparison compare(NodeSize size) {
        long maxSize = maxBytes.getOrDefault(size.node(), 0L);
        long boot = bytesAtBoot.getOrDefault(size.node(), 0L);
        String has = "Node %d has %s".formatted(size.node(), kib(size.bytes()));
        if (Long.compareUnsigned(size.bytes(), maxSize) > 0) {
            return addedIsKnown
                    ? compared(size, maxSize, CONTRADICTS, "%s, but can have at most %s.".formatted(has, kib(maxSize)))
                            .suggesting(Conclusion.Id.MEMORY_ADDED_LATER)
                    : compared(size, maxSize, NOT_COMPARED, """
                            %s and had %s at boot. Memory that was added later is unknown: upload iomem.""".formatted(has, kib(boot)));
        }
        if (size.bytes() == 0 && boot > 0 && mayBeNoMap) {
            return compared(
                    size,
                    maxSize,
                    NOT_COMPARED,
                    "%s: the firmware may have reserved all its RAM (no-map).".formatted(has));
        }
        if (size.bytes() == 0 && Long.compareUnsigned(boot, (long) MIN_UNITS * size.unitBytes()) >= 0) {
            boolean offline = !evidence.online().isEmpty() && !onlineNodes.contains(size.node());
            return offline
                    ? compared(size, maxSize, NOT_COMPARED, "%s: its memory is offline.".formatted(has))
                    : compared(size, maxSize, CONTRADICTS, "%s, but had %s at boot.".formatted(has, kib(boot)))
                            .suggesting(Conclusion.Id.OTHER_BOOT);
        }
        return compared(size, maxSize, AGREES, "%s and can have at most %s.".formatted(has, kib(maxSize)));
    }

    private static Comparison compared(NodeSize size, long maxSize, Outcome outcome, String sentence) {
        return Comparison.of(
                Subject.NODE_SIZE,
                "node " + size.node(),
                Optional.of("at most %s bytes".formatted(Long.toUnsignedString(maxSize))),
                Optional.of("%s bytes".formatted(Long.toUnsignedString(size.bytes()))),
                outcome,
                sentence);
    }

    private static String kib(long bytes) {
        return "%s KiB".formatted(Long.toUnsignedString(bytes >>> 10));
    }
}

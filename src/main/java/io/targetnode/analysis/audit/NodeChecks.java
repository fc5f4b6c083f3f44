package io.targetnode.analysis.audit;

import static io.targetnode.analysis.audit.FindingType.NODE_NOT_POSSIBLE;
import static io.targetnode.analysis.audit.FindingType.SOFT_RESERVED_WITHOUT_NODE;

import io.targetnode.kernel.Meminfo;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.Backing;
import io.targetnode.resolve.Segment;
import io.targetnode.resolve.TargetNodeResolver;
import java.util.stream.Stream;

/** Answers that the kernel cannot use. */
final class NodeChecks {

    private NodeChecks() {}

    static Stream<Finding> notPossible(AuditSubject subject) {
        return subject.view().resolver().segments().stream()
                .filter(segment -> segment.targetNode() != Meminfo.NUMA_NO_NODE
                        && !subject.boot().possibleNodes().contains(segment.targetNode()))
                .map(NodeChecks::notPossible);
    }

    static Stream<Finding> softReserved(AuditSubject subject) {
        return subject.view().topology().upload().machine().hotAdd().softReserved().stream()
                .filter(range -> !subject.sratRanges().overlaps(range)
                        && !subject.windowRanges().overlaps(range))
                .map(range ->
                        Finding.of(SOFT_RESERVED_WITHOUT_NODE, Severity.WARNING, range, softReserved(subject, range)));
    }

    private static String softReserved(AuditSubject subject, AddressRange range) {
        TargetNodeResolver resolver = subject.view().resolver();
        int node = resolver.targetNode(range.start());
        return node == Meminfo.NUMA_NO_NODE
                ? "The look-up finds no node for it, so it gets node %d, that of the first RAM block."
                        .formatted(resolver.hotAddNode(range.start()))
                : "It gets node %d, that of the RAM around it.".formatted(node);
    }

    private static Finding notPossible(Segment segment) {
        boolean isRam = segment.backing() == Backing.SYSTEM_RAM;
        return Finding.of(
                NODE_NOT_POSSIBLE,
                isRam ? Severity.WARNING : Severity.ERROR,
                segment.range(),
                isRam
                        ? "The answer for this RAM is node %d, which is not possible. The RAM is online on another node."
                                .formatted(segment.targetNode())
                        : "The answer is node %d, which is not possible, so kmem refuses memory here with -EINVAL."
                                .formatted(segment.targetNode()));
    }
}

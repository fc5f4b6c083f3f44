package io.targetnode.analysis.audit;

import static io.targetnode.analysis.audit.FindingType.NODE_NOT_POSSIBLE;

import io.targetnode.kernel.Meminfo;
import io.targetnode.resolve.Backing;
import io.targetnode.resolve.Segment;
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

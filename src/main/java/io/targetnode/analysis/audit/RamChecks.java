package io.targetnode.analysis.audit;

import static io.targetnode.analysis.audit.FindingType.RESERVED_LIST_OVERFLOW;
import static io.targetnode.analysis.audit.FindingType.UNCOVERED_RAM_PANIC;
import static io.targetnode.analysis.audit.FindingType.UNCOVERED_RAM_REJECTED;

import io.targetnode.kernel.Boot;
import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.Coverage;
import io.targetnode.kernel.Memblk;
import io.targetnode.kernel.Rejection.Reason;
import io.targetnode.memory.AddressRange;
import java.util.stream.Stream;

/** Usable RAM without a node, and lists that are too short. */
final class RamChecks {

    private RamChecks() {}

    static Stream<Finding> rejected(AuditSubject subject) {
        if (!subject.isRejectedBecause(Reason.COVERAGE)) {
            return Stream.empty();
        }
        return uncovered(subject, beforeRejection(subject))
                .map(range -> Finding.of(UNCOVERED_RAM_REJECTED, Severity.ERROR, range, subject.rejection()));
    }

    /** Other architectures reject a configuration that leaves out a page (kernel-rules 9.5). */
    static Stream<Finding> panic(AuditSubject subject) {
        boolean accepted =
                subject.boot().rejection().isEmpty() && subject.boot().uncoveredPages() > 0;
        return accepted
                ? uncovered(subject, meminfo(subject.boot()))
                        .map(range -> Finding.of(
                                UNCOVERED_RAM_PANIC,
                                Severity.ERROR,
                                range,
                                "This RAM belongs to no node. The kernel accepts %d such pages in all, and then panics."
                                        .formatted(subject.boot().uncoveredPages())))
                : Stream.empty();
    }

    static Stream<Finding> overflow(AuditSubject subject) {
        int blocks = subject.boot().reserved().blocks().size();
        int capacity = 2 * subject.inputs().maxNodes();
        return blocks > capacity
                ? Stream.of(Finding.of(
                        RESERVED_LIST_OVERFLOW,
                        Severity.ERROR,
                        "The reserved list needs %d blocks, and the kernel has space for %d."
                                .formatted(blocks, capacity),
                        RESERVED_LIST_OVERFLOW.remedy()))
                : Stream.empty();
    }

    /** The parts of RAM that a node does not hold, ascending. */
    private static Stream<AddressRange> uncovered(AuditSubject subject, SortedRanges held) {
        return subject.inputs().ram().ranges().stream().flatMap(ram -> held.gapsIn(ram).stream());
    }

    /**
     * The addresses in meminfo before the rejection. x86-64 is replayed without the limit, and loongarch64 keeps the lists. The limit
     * of the other architectures is no switch, so their RAM is compared with the SRAT.
     */
    private static SortedRanges beforeRejection(AuditSubject subject) {
        return switch (subject.architecture()) {
            case X86_64 ->
                meminfo(BootReplay.of(subject.inputs(), subject.behaviour().with(Coverage.ANY)));
            case LOONGARCH64 -> meminfo(subject.boot());
            case ARM64, RISCV64 -> subject.sratRanges();
        };
    }

    private static SortedRanges meminfo(Boot boot) {
        return SortedRanges.of(
                boot.meminfo().blocks().stream().map(Memblk::range).toList());
    }
}

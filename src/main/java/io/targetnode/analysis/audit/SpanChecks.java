package io.targetnode.analysis.audit;

import static io.targetnode.analysis.audit.FindingType.RANGE_INSIDE_RAM_SPAN;
import static io.targetnode.analysis.audit.FindingType.STALE_RESERVED_RANGE;
import static io.targetnode.analysis.audit.FindingType.WINDOW_INSIDE_RAM_SPAN;

import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Memblk;
import io.targetnode.kernel.MemoryType;
import io.targetnode.kernel.Origin;
import io.targetnode.resolve.Contested;
import java.util.Optional;
import java.util.stream.Stream;

/** Addresses that both lists hold with different nodes, and blocks of the reserved list that outlive a rejection. */
final class SpanChecks {

    private SpanChecks() {}

    static Stream<Finding> contested(AuditSubject subject) {
        return subject.fellBack()
                ? Stream.empty()
                : subject.contested().stream().map(each -> span(subject, each));
    }

    static Stream<Finding> stale(AuditSubject subject) {
        return subject.fellBack()
                ? subject.boot().reserved().blocks().stream().map(block -> stale(subject, block))
                : Stream.empty();
    }

    private static Finding span(AuditSubject subject, Contested contested) {
        boolean affected = subject.rule() == LookupRule.PREFER_ONLINE;
        FindingType type = isWindow(contested.reserved().origin()) ? WINDOW_INSIDE_RAM_SPAN : RANGE_INSIDE_RAM_SPAN;
        return new Finding(
                type,
                affected ? Severity.ERROR : Severity.INFO,
                Optional.of(contested.range()),
                TableEntry.of(contested.reserved().origin()),
                detail(subject.rule(), contested.meminfo(), contested.reserved()),
                affected
                        ? FixedReleases.advice(subject.view().choice(), subject.architecture()) + " "
                                + afterFirstSentence(type.remedy())
                        : "Nothing is needed on this kernel.");
    }

    private static String detail(LookupRule rule, Memblk online, Memblk described) {
        String ram = "node %d, the node of the RAM block %s".formatted(online.node(), online.range());
        return switch (rule) {
            case PREFER_ONLINE ->
                "Memory added here gets %s around it, and not node %d, which describes it."
                        .formatted(ram, described.node());
            case PREFER_RESERVED ->
                "Memory added here gets node %d. A kernel without the look-up fix would give it %s around it."
                        .formatted(described.node(), ram);
            case STUB ->
                "This kernel answers node 0. One with the lists has node %d for it, and %s around it."
                        .formatted(described.node(), ram);
        };
    }

    private static Finding stale(AuditSubject subject, Memblk block) {
        int answer = subject.view().resolver().targetNode(block.range().start());
        boolean answers = answer == block.node();
        return new Finding(
                STALE_RESERVED_RANGE,
                answers ? Severity.WARNING : Severity.INFO,
                Optional.of(block.range()),
                TableEntry.of(block.origin()),
                "The kernel rejected the configuration, but the reserved list still has this range for node %d. %s"
                        .formatted(
                                block.node(),
                                answers
                                        ? "Memory added at its start gets that node."
                                        : "Memory added at its start gets node %d.".formatted(answer)),
                STALE_RESERVED_RANGE.remedy());
    }

    private static boolean isWindow(Origin origin) {
        return origin instanceof Origin.CedtWindow
                || origin instanceof Origin.Description description && description.type() == MemoryType.CXL_WINDOW;
    }

    /** The sentence before it names the releases. */
    private static String afterFirstSentence(String remedy) {
        return remedy.substring(remedy.indexOf(". ") + 2);
    }
}

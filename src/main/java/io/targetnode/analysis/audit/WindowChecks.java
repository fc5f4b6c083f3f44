package io.targetnode.analysis.audit;

import static io.targetnode.analysis.audit.FindingType.RAM_IN_UNDESCRIBED_WINDOW;
import static io.targetnode.analysis.audit.FindingType.RANGE_OVER_WINDOW;
import static io.targetnode.analysis.audit.FindingType.WINDOW_NOT_IN_SRAT;
import static io.targetnode.analysis.audit.FindingType.WINDOW_NUMBERS_EXHAUSTED;
import static io.targetnode.analysis.audit.FindingType.WINDOW_PARTLY_IN_SRAT;

import io.targetnode.acpi.Cedt;
import io.targetnode.acpi.SratEntry;
import io.targetnode.analysis.audit.AuditSubject.Window;
import io.targetnode.kernel.Behaviour.WindowList;
import io.targetnode.kernel.Behaviour.WindowRule;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.BootReplay;
import io.targetnode.kernel.Memblk;
import io.targetnode.kernel.Origin;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The fixed memory windows of the CEDT, compared with the SRAT and with RAM. */
final class WindowChecks {

    private WindowChecks() {}

    static Stream<Finding> notInSrat(AuditSubject subject) {
        return undescribed(subject).map(window -> {
            Optional<Integer> node = nodeOf(subject.boot(), window.entry());
            boolean lost = node.isEmpty() && subject.readsWindows();
            return finding(
                    WINDOW_NOT_IN_SRAT,
                    lost ? Severity.WARNING : Severity.INFO,
                    window,
                    node.map("The kernel makes up node %d for it."::formatted)
                            .orElse("The window has no node of its own under this kernel."));
        });
    }

    static Stream<Finding> partlyInSrat(AuditSubject subject) {
        return subject.windows().stream()
                .filter(window -> subject.sratRanges().overlaps(window.range())
                        && !subject.sratRanges().covers(window.range()))
                .map(window -> {
                    List<AddressRange> gaps = subject.sratRanges().gapsIn(window.range());
                    return finding(
                            WINDOW_PARTLY_IN_SRAT,
                            Severity.WARNING,
                            window,
                            "The SRAT leaves out %s%s of it. %s"
                                    .formatted(
                                            gaps.get(0),
                                            gaps.size() == 1 ? "" : " and %d more parts".formatted(gaps.size() - 1),
                                            stretching(subject.behaviour().windowRule())));
                });
    }

    private static String stretching(WindowRule rule) {
        return switch (rule) {
            case NONE -> "This kernel reads no windows, so these parts get no node.";
            case START_TEST ->
                "This kernel gives the window a node of its own only if its first address is left out; it stretches nothing.";
            case FILL_BUG, FILL ->
                "The kernel stretches SRAT ranges over them, and the window gets no node of its own.";
        };
    }

    /** A range over a window alone, or over several adjacent windows, is how firmware describes a window. */
    static Stream<Finding> rangeOverWindow(AuditSubject subject) {
        // The kernel disables an SRAT with more ranges than its list can hold.
        List<SratEntry.Memory> large = subject.enabledMemory().stream()
                .filter(entry -> AuditSubject.rangeOf(entry)
                        .filter(range -> subject.windowRanges().overlaps(range)
                                && !subject.windowRanges().covers(range))
                        .isPresent())
                .limit(2L * subject.inputs().maxNodes())
                .toList();
        List<Finding> findings = new ArrayList<>();
        for (Window window : subject.windows()) {
            for (SratEntry.Memory entry : large) {
                AddressRange range = AuditSubject.rangeOf(entry).orElseThrow();
                if (range.contains(window.range().start())
                        && range.contains(window.range().end())) {
                    findings.add(Finding.of(
                            RANGE_OVER_WINDOW,
                            Severity.WARNING,
                            window.range(),
                            TableEntry.of(entry),
                            "%s range %s of proximity domain %s holds the window, so that the window gets no node of its own."
                                    .formatted(
                                            entry.hotPluggable() ? "The hot-pluggable" : "The",
                                            range,
                                            Integer.toUnsignedString(entry.proximityDomain()))));
                    break;
                }
            }
        }
        return findings.stream();
    }

    static Stream<Finding> ramInUndescribed(AuditSubject subject) {
        boolean joins = subject.behaviour().windowList() == WindowList.MEMINFO;
        return undescribed(subject)
                .filter(window -> subject.inputs().ram().overlaps(window.range()))
                .map(
                        window -> finding(
                                RAM_IN_UNDESCRIBED_WINDOW,
                                Severity.WARNING,
                                window,
                                joins
                                        ? "Usable RAM in the window is on the node of the window under this kernel; since 6.16 it is not."
                                        : "Usable RAM in the window is not on the node of the window under this kernel, and counts as RAM without a node where no other range holds it."));
    }

    /**
     * A window without an SRAT range that is in neither list, although every window goes directly to the reserved list in this
     * replay: the numbers were used up before it.
     */
    static Stream<Finding> withoutNumber(AuditSubject subject) {
        List<Window> undescribed = subject.readsWindows() ? undescribed(subject).toList() : List.of();
        if (undescribed.isEmpty()) {
            return Stream.empty();
        }
        Boot boot = BootReplay.of(subject.inputs(), subject.behaviour().with(WindowList.RESERVED));
        return undescribed.stream()
                .filter(window -> nodeOf(boot, window.entry()).isEmpty())
                .filter(window -> subject.behaviour().windowRule() != WindowRule.FILL_BUG)
                .map(window -> finding(
                        WINDOW_NUMBERS_EXHAUSTED,
                        Severity.ERROR,
                        window,
                        "No node or proximity domain is free for the window, so it gets none; MAX_NUMNODES is %d."
                                .formatted(subject.inputs().maxNodes())));
    }

    /** The windows that no enabled SRAT range overlaps. */
    private static Stream<Window> undescribed(AuditSubject subject) {
        return subject.windows().stream().filter(window -> !subject.sratRanges().overlaps(window.range()));
    }

    private static Optional<Integer> nodeOf(Boot boot, Cedt.Window window) {
        return Stream.of(boot.reserved(), boot.meminfo())
                .flatMap(list -> list.blocks().stream())
                .filter(block -> block.origin() instanceof Origin.CedtWindow origin && origin.entry() == window.index())
                .map(Memblk::node)
                .findFirst();
    }

    private static Finding finding(FindingType type, Severity severity, Window window, String detail) {
        return Finding.of(type, severity, window.range(), TableEntry.of(window.entry()), detail);
    }
}

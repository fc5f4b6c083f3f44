package io.targetnode.analysis.audit;

import static io.targetnode.analysis.audit.FindingType.DIFFERS_FROM_NEWEST;
import static io.targetnode.analysis.audit.FindingType.LOOKUP_FIX_MISSING;
import static io.targetnode.analysis.audit.FindingType.LOOKUP_FIX_PRESENT;
import static io.targetnode.analysis.audit.FindingType.LOOKUP_RULE_UNKNOWN;
import static io.targetnode.analysis.audit.FindingType.LOOKUP_STUB;
import static io.targetnode.analysis.audit.FindingType.WINDOWS_NOT_READ;

import io.targetnode.analysis.KernelComparison;
import io.targetnode.analysis.KernelComparison.DifferingRange;
import io.targetnode.analysis.SwitchChange;
import io.targetnode.kernel.KernelTable;
import io.targetnode.topology.service.KernelChoice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the release of the kernel means for this layout. */
final class KernelChecks {

    private KernelChecks() {}

    /** Exactly one finding, about the look-up rule. */
    static Stream<Finding> lookup(AuditSubject subject) {
        KernelChoice choice = subject.view().choice();
        String kernel = subject.kernel();
        if (!choice.lookupKnown()) {
            return Stream.of(Finding.of(
                    LOOKUP_RULE_UNKNOWN,
                    subject.contested().isEmpty() ? Severity.INFO : Severity.WARNING,
                    "It is not known which rule %s has. %s".formatted(kernel, difference(subject)),
                    LOOKUP_RULE_UNKNOWN.remedy()));
        }
        return Stream.of(
                switch (subject.rule()) {
                    case STUB ->
                        Finding.of(
                                LOOKUP_STUB,
                                Severity.WARNING,
                                kernel
                                        + " answers node 0 for every address. The verdict is not-affected, because this kernel has no two lists to compare, and regions calls such memory misplaced if its own node is another one.",
                                LOOKUP_STUB.remedy());
                    case PREFER_RESERVED ->
                        Finding.of(
                                LOOKUP_FIX_PRESENT,
                                Severity.INFO,
                                kernel + " searches the reserved list first.",
                                LOOKUP_FIX_PRESENT.remedy());
                    case PREFER_ONLINE ->
                        Finding.of(
                                LOOKUP_FIX_MISSING,
                                severity(subject),
                                "%s searches meminfo first. %s".formatted(kernel, difference(subject)),
                                remedy(subject));
                });
    }

    private static String remedy(AuditSubject subject) {
        if (!subject.contested().isEmpty()) {
            return FixedReleases.advice(subject.view().choice(), subject.architecture());
        }
        return subject.mayBeAffected()
                ? "Upload the CEDT: a window may lie between RAM ranges of one node."
                : "Nothing is needed for this layout.";
    }

    /** After a rejection, the fix alone would give nodes that are not possible. */
    private static Severity severity(AuditSubject subject) {
        if (subject.contested().isEmpty()) {
            return Severity.INFO;
        }
        return subject.fellBack() ? Severity.WARNING : Severity.ERROR;
    }

    private static String difference(AuditSubject subject) {
        if (subject.contested().isEmpty()) {
            return "On this layout, both rules give the same nodes.";
        }
        return subject.fellBack()
                ? "The rules give different nodes on this layout, because the kernel rejects the configuration: correct that first."
                : "The rules give different nodes on this layout.";
    }

    static Stream<Finding> windowsNotRead(AuditSubject subject) {
        return subject.architecture().readsWindows(subject.behaviour())
                        || subject.windows().isEmpty()
                ? Stream.empty()
                : Stream.of(Finding.of(
                        WINDOWS_NOT_READ,
                        Severity.WARNING,
                        subject.windows().get(0).range(),
                        TableEntry.of(subject.windows().get(0).entry()),
                        "%s does not read the %s of the CEDT."
                                .formatted(
                                        subject.view().choice().kernel(),
                                        subject.windows().size() == 1
                                                ? "window"
                                                : "%d windows"
                                                        .formatted(subject.windows()
                                                                .size()))));
    }

    /** Compares with the newest release under the same look-up rule, because another finding is about the rule. */
    static Stream<Finding> differsFromNewest(AuditSubject subject) {
        if (!subject.rule().searchesLists()
                || subject.behaviour()
                        .equals(KernelTable.rangeOf(KernelTable.NEWEST).behaviour())) {
            return Stream.empty();
        }
        List<DifferingRange> ranges = KernelComparison.of(
                        subject.view().replayed(),
                        List.of(subject.view().choice().kernel(), KernelTable.NEWEST),
                        Optional.of(subject.rule()))
                .ranges();
        return ranges.stream()
                .limit(1)
                .map(first -> Finding.of(
                        DIFFERS_FROM_NEWEST,
                        Severity.INFO,
                        first.range(),
                        "Under %s, %s the first one node %d instead of %d (%s)."
                                .formatted(
                                        KernelTable.NEWEST,
                                        ranges.size() == 1
                                                ? "one range has another node,"
                                                : "%d ranges have other nodes,".formatted(ranges.size()),
                                        first.nodes().get(1),
                                        first.nodes().get(0),
                                        first.reasons().stream()
                                                .map(SwitchChange::name)
                                                .collect(Collectors.joining(", ")))));
    }
}

package io.targetnode.analysis.audit;

import static io.targetnode.analysis.audit.FindingType.EMPTY_SRAT_RANGE;
import static io.targetnode.analysis.audit.FindingType.INITIATOR_ENDS_PASS;
import static io.targetnode.analysis.audit.FindingType.NODES_OVERLAP;
import static io.targetnode.analysis.audit.FindingType.NO_SRAT;
import static io.targetnode.analysis.audit.FindingType.NUMA_OFF;
import static io.targetnode.analysis.audit.FindingType.PROXIMITY_DOMAIN_MASKED;
import static io.targetnode.analysis.audit.FindingType.PROXIMITY_DOMAIN_OUT_OF_RANGE;
import static io.targetnode.analysis.audit.FindingType.SRAT_DISABLED;

import io.targetnode.acpi.Srat;
import io.targetnode.acpi.SratEntry;
import io.targetnode.kernel.NumaOption;
import io.targetnode.kernel.Rejection.Reason;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The entries of the SRAT, and the reasons for which the kernel does not use it. */
final class SratChecks {

    private static final int MIN_PROXIMITY_DOMAINS = 256;

    private static final int WIDE_PROXIMITY_DOMAIN = 256;

    private static final Set<Reason> DISABLED = Set.of(Reason.BAD_SRAT, Reason.SRAT_PARSE, Reason.SRAT_NO_MEMORY);

    private SratChecks() {}

    static Stream<Finding> overlap(AuditSubject subject) {
        return rejected(subject, Reason.OVERLAP, NODES_OVERLAP, Severity.ERROR);
    }

    static Stream<Finding> missing(AuditSubject subject) {
        return rejected(subject, Reason.NO_SRAT, NO_SRAT, Severity.WARNING);
    }

    static Stream<Finding> off(AuditSubject subject) {
        return rejected(subject, Reason.NUMA_OFF, NUMA_OFF, Severity.WARNING);
    }

    static Stream<Finding> disabled(AuditSubject subject) {
        if (outOfRange(subject).findAny().isPresent()) {
            return Stream.empty();
        }
        Severity severity = subject.inputs().numa() == NumaOption.NO_ACPI ? Severity.WARNING : Severity.ERROR;
        return DISABLED.stream().flatMap(reason -> rejected(subject, reason, SRAT_DISABLED, severity));
    }

    static Stream<Finding> outOfRange(AuditSubject subject) {
        int limit = limit(subject);
        if (!subject.isRejectedBecause(Reason.BAD_SRAT)) {
            return Stream.empty();
        }
        return subject.sratEntries().stream()
                .filter(entry ->
                        domain(subject, entry).stream().anyMatch(domain -> Integer.compareUnsigned(domain, limit) >= 0))
                .map(entry -> Finding.of(
                        PROXIMITY_DOMAIN_OUT_OF_RANGE,
                        Severity.ERROR,
                        TableEntry.of(entry),
                        "The proximity domain %s is not below %d, so the kernel disables the SRAT."
                                .formatted(
                                        Integer.toUnsignedString(
                                                domain(subject, entry).orElseThrow()),
                                        limit)));
    }

    static Stream<Finding> masked(AuditSubject subject) {
        Srat srat = subject.srat().orElse(null);
        if (srat == null || srat.revision() > 1) {
            return Stream.empty();
        }
        return subject.sratEntries().stream()
                .filter(entry -> wideDomain(entry).isPresent())
                .map(entry -> {
                    int domain = wideDomain(entry).orElseThrow();
                    return Finding.of(
                            PROXIMITY_DOMAIN_MASKED,
                            Severity.WARNING,
                            TableEntry.of(entry),
                            "The table has revision %d, so the kernel reads proximity domain %s as %d."
                                    .formatted(srat.revision(), Integer.toUnsignedString(domain), domain & 0xff));
                });
    }

    static Stream<Finding> empty(AuditSubject subject) {
        return subject.enabledMemory().stream()
                .filter(entry -> AuditSubject.rangeOf(entry).isEmpty())
                .map(entry -> Finding.of(
                        EMPTY_SRAT_RANGE,
                        Severity.WARNING,
                        TableEntry.of(entry),
                        "The range %s, so the kernel ignores it, but numbers proximity domain %s."
                                .formatted(
                                        entry.lengthBytes() == 0 ? "is empty" : "ends beyond 2^64",
                                        Integer.toUnsignedString(entry.proximityDomain()))));
    }

    /** Only the first such initiator has an effect. */
    static Stream<Finding> initiator(AuditSubject subject) {
        if (!subject.architecture().readsInitiators()) {
            return Stream.empty();
        }
        List<SratEntry> entries = subject.sratEntries();
        return IntStream.range(0, entries.size())
                .filter(i -> entries.get(i) instanceof SratEntry.GenericInitiator initiator && ends(subject, initiator))
                .limit(1)
                .mapToObj(i -> {
                    long later = entries.subList(i + 1, entries.size()).stream()
                            .filter(entry -> isEnabledProcessorOrInitiator(subject, entry))
                            .count();
                    return Finding.of(
                            INITIATOR_ENDS_PASS,
                            later > 0 ? Severity.WARNING : Severity.INFO,
                            TableEntry.of(entries.get(i)),
                            later > 0
                                    ? "The kernel does not read %d enabled processors and initiators after this entry."
                                            .formatted(later)
                                    : "No enabled processor or initiator comes after this entry, so it has no effect.");
                });
    }

    private static boolean ends(AuditSubject subject, SratEntry.GenericInitiator initiator) {
        return !initiator.enabled() || Integer.compareUnsigned(initiator.proximityDomain(), limit(subject)) >= 0;
    }

    /** {@code MAX_PXM_DOMAINS}. */
    private static int limit(AuditSubject subject) {
        return Math.max(subject.inputs().maxNodes(), MIN_PROXIMITY_DOMAINS);
    }

    private static boolean isEnabledProcessorOrInitiator(AuditSubject subject, SratEntry entry) {
        return entry instanceof SratEntry.GenericInitiator initiator
                ? initiator.enabled()
                : !(entry instanceof SratEntry.Memory) && domain(subject, entry).isPresent();
    }

    /** The proximity domain of an entry that disables the SRAT if the kernel cannot number it. An initiator only ends the pass. */
    private static OptionalInt domain(AuditSubject subject, SratEntry entry) {
        Srat srat = subject.srat().orElseThrow();
        if (entry instanceof SratEntry.Memory memory) {
            return memory.enabled() ? OptionalInt.of(srat.domainOf(memory)) : OptionalInt.empty();
        }
        return subject.architecture().processorTypes().contains(entry.type())
                ? srat.domainOfProcessor(entry)
                : OptionalInt.empty();
    }

    /** The proximity domain of an enabled APIC or memory entry, if it has more than 8 bits. */
    private static OptionalInt wideDomain(SratEntry entry) {
        int domain = 0;
        if (entry instanceof SratEntry.Memory memory && memory.enabled()) {
            domain = memory.proximityDomain();
        } else if (entry instanceof SratEntry.Apic apic && apic.enabled()) {
            domain = apic.proximityDomain();
        }
        return Integer.compareUnsigned(domain, WIDE_PROXIMITY_DOMAIN) < 0
                ? OptionalInt.empty()
                : OptionalInt.of(domain);
    }

    private static Stream<Finding> rejected(AuditSubject subject, Reason reason, FindingType type, Severity severity) {
        return subject.isRejectedBecause(reason)
                ? Stream.of(Finding.of(type, severity, subject.rejection(), type.remedy()))
                : Stream.empty();
    }
}

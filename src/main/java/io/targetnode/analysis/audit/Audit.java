package io.targetnode.analysis.audit;

import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The audit of a topology under a kernel.
 *
 * @param view the topology and the kernel
 * @param judgement the verdict
 * @param counts the number of all findings by severity
 * @param findings worst first; at most {@link #MAX_PER_TYPE} of each type
 */
public record Audit(KernelView view, Judgement judgement, Map<Severity, Integer> counts, List<Finding> findings) {

    /** The largest number of findings of one type that are listed. */
    public static final int MAX_PER_TYPE = 100;

    /** Each check finds one type of finding, or several that exclude each other. */
    private static final List<Function<AuditSubject, Stream<Finding>>> CHECKS = List.of(
            EvidenceChecks::notUploaded,
            EvidenceChecks::misplaced,
            EvidenceChecks::tierOfRam,
            SpanChecks::contested,
            SpanChecks::stale,
            SratChecks::overlap,
            SratChecks::missing,
            SratChecks::off,
            SratChecks::disabled,
            SratChecks::outOfRange,
            SratChecks::masked,
            SratChecks::empty,
            SratChecks::initiator,
            RamChecks::rejected,
            RamChecks::panic,
            RamChecks::overflow,
            NodeChecks::notPossible,
            WindowChecks::notInSrat,
            WindowChecks::partlyInSrat,
            WindowChecks::rangeOverWindow,
            CedtChecks::overlapping,
            WindowChecks::ramInUndescribed,
            CedtChecks::empty,
            CedtChecks::misaligned,
            WindowChecks::withoutNumber,
            CedtChecks::notVolatile,
            NodeChecks::softReserved,
            PerformanceChecks::portCollision,
            PerformanceChecks::slit,
            HmatChecks::unused,
            KernelChecks::lookup,
            KernelChecks::windowsNotRead,
            KernelChecks::differsFromNewest);

    public Audit {
        counts = Collections.unmodifiableMap(new EnumMap<>(counts));
        findings = List.copyOf(findings);
    }

    /**
     * Audits a topology. O(n log n) in entries and ranges, plus windows x windows and windows x the ranges that the kernel's list
     * can hold, which are bounded.
     */
    public static Audit of(KernelView view) {
        AuditSubject subject = new AuditSubject(view);
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        Stream.of(Severity.values()).forEach(severity -> counts.put(severity, 0));
        Map<FindingType, Integer> listed = new EnumMap<>(FindingType.class);
        List<Finding> findings = new ArrayList<>();
        CHECKS.forEach(check -> check.apply(subject).forEach(finding -> {
            counts.merge(finding.severity(), 1, Integer::sum);
            if (listed.merge(finding.type(), 1, Integer::sum) <= MAX_PER_TYPE) {
                findings.add(finding);
            }
        }));
        findings.sort(Comparator.comparing(Finding::severity));
        return new Audit(view, Judgement.of(view), counts, findings);
    }

    /** The result in a few sentences. */
    public List<String> summary() {
        return Summary.of(this);
    }

    /** The releases in which the look-up is fixed, as the summary names them; empty unless the kernel is affected. */
    public List<String> fixedIn() {
        return judgement.verdict() == Verdict.AFFECTED
                ? FixedReleases.of(
                        view.choice(),
                        view.topology().upload().machine().inputs().platform().architecture())
                : List.of();
    }

    /** The tables that the kernel would read and the upload lacks: SRAT, CEDT. None of a machine whose ranges are described. */
    public List<String> missingTables() {
        return AuditSubject.missingTables(view);
    }

    /** The number of findings that are not listed. */
    public int omitted() {
        return counts.values().stream().mapToInt(Integer::intValue).sum() - findings.size();
    }

    /** Whether some finding is as bad as a severity, or worse. */
    public boolean has(Severity severity) {
        return counts.entrySet().stream().anyMatch(entry -> entry.getKey().isAtLeast(severity) && entry.getValue() > 0);
    }
}

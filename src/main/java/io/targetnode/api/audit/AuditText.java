package io.targetnode.api.audit;

import io.targetnode.analysis.audit.Audit;
import io.targetnode.analysis.audit.Finding;
import io.targetnode.analysis.audit.Severity;
import io.targetnode.analysis.audit.TableEntry;
import io.targetnode.topology.service.KernelChoice;
import java.util.List;

/**
 * An audit for a terminal, like the output of a compiler: a line {@code place: severity: detail [id]} for each finding, and its
 * remedy below it.
 */
final class AuditText {

    private AuditText() {}

    static String of(Audit audit) {
        KernelChoice choice = audit.view().choice();
        List<String> missing = audit.missingTables();
        StringBuilder text = new StringBuilder("%s: %s, %s bytes; %s %s%s%n"
                .formatted(
                        audit.view().topology().title(),
                        audit.judgement().verdict().apiName(),
                        Long.toUnsignedString(audit.judgement().affectedBytes()),
                        choice.kernel(),
                        choice.ruleText(),
                        missing.isEmpty() ? "" : "; without " + String.join(" and ", missing)));
        audit.findings().forEach(finding -> text.append(lines(finding)));
        AuditAnswer.assumptions(audit)
                .forEach(assumption ->
                        text.append("assumed: %s%n    remedy: %s%n".formatted(assumption.text(), assumption.remedy())));
        AuditAnswer.reproduction(audit).ifPresent(path -> text.append("reproduce in QEMU: GET %s%n".formatted(path)));
        if (audit.omitted() > 0) {
            text.append("%d findings are not shown; at most %d of each id are.%n"
                    .formatted(audit.omitted(), Audit.MAX_PER_TYPE));
        }
        return text.append("%s, %s, %d info%n"
                        .formatted(
                                count(audit, Severity.ERROR, "error"),
                                count(audit, Severity.WARNING, "warning"),
                                audit.counts().get(Severity.INFO)))
                .toString();
    }

    private static String lines(Finding finding) {
        return "%s: %s: %s [%s]%n    remedy: %s%n"
                .formatted(
                        place(finding),
                        finding.severity().apiName(),
                        finding.detail(),
                        finding.type().id(),
                        finding.remedy());
    }

    /** {@code cedt:1:68 0x20000000-0x2fffffff}: table, entry and byte offset, and the addresses. */
    private static String place(Finding finding) {
        String origin = finding.origin().map(AuditText::place).orElse("");
        String range = finding.range().map(Object::toString).orElse("");
        String place = (origin + " " + range).strip();
        return place.isEmpty() ? "machine" : place;
    }

    private static String place(TableEntry entry) {
        return entry.source() + ":" + entry.entry()
                + (entry.offset().isPresent() ? ":" + entry.offset().getAsInt() : "");
    }

    private static String count(Audit audit, Severity severity, String word) {
        int count = audit.counts().getOrDefault(severity, 0);
        return count + " " + word + (count == 1 ? "" : "s");
    }
}

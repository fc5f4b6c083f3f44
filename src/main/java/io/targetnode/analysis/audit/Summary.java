package io.targetnode.analysis.audit;

import io.targetnode.analysis.regions.RegionWindow;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.Origin;
import io.targetnode.memory.AddressRange;
import io.targetnode.resolve.Contested;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** An audit in a few sentences: which memory gets which node, which node it should get, and what else is wrong. */
final class Summary {

    /** The maximum number of ranges, and of titles, in the sentences. */
    private static final int MAX = 3;

    /** The sentences state these findings themselves. */
    private static final Set<FindingType> STATED = Set.of(
            FindingType.WINDOW_INSIDE_RAM_SPAN, FindingType.RANGE_INSIDE_RAM_SPAN, FindingType.LOOKUP_FIX_MISSING);

    private final AuditSubject subject;
    private final String kernel;
    private final List<RegionWindow> windows;

    private Summary(Audit audit) {
        this.subject = new AuditSubject(audit.view());
        this.kernel = subject.kernel();
        this.windows = RegionWindow.all(subject.inputs());
    }

    static List<String> of(Audit audit) {
        List<String> sentences =
                new ArrayList<>(new Summary(audit).verdict(audit.judgement().verdict()));
        String stated = String.join(" ", sentences);
        List<String> errors = audit.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR && !STATED.contains(finding.type()))
                .filter(finding -> !stated.contains(finding.detail()))
                .map(finding -> finding.type().title())
                .distinct()
                .limit(MAX)
                .toList();
        audit.findings().stream()
                .filter(finding -> finding.type() == FindingType.TABLE_NOT_UPLOADED)
                .map(Finding::detail)
                .forEach(sentences::add);
        if (!errors.isEmpty()) {
            sentences.add((errors.size() == 1 ? "The audit finds an error: " : "The audit finds errors: ")
                    + errors.stream().map(title -> title + ".").collect(Collectors.joining(" ")));
        }
        return sentences;
    }

    private List<String> verdict(Verdict verdict) {
        if (subject.boot().rejection().isPresent() && subject.rule().searchesLists()) {
            return rejected(verdict);
        }
        return disagreement(verdict);
    }

    private List<String> disagreement(Verdict verdict) {
        return switch (verdict) {
            case AFFECTED -> affected();
            case FIXED -> fixed();
            case NOT_AFFECTED -> List.of(notAffected());
        };
    }

    /** If the kernel faked one node, the ranges that are left in the reserved list have nodes that are not possible. */
    private List<String> rejected(Verdict verdict) {
        List<String> sentences = new ArrayList<>(List.of("%s does not use the NUMA configuration%s. %s"
                .formatted(kernel, subject.fellBack() ? ": all memory is in node 0" : "", subject.rejection())));
        if (!subject.fellBack()) {
            sentences.addAll(verdict == Verdict.NOT_AFFECTED ? List.of() : disagreement(verdict));
            return sentences;
        }
        first().forEach(each -> sentences.add((subject.rule() == LookupRule.PREFER_RESERVED
                        ? "%s gets node %d, which is not possible: the kmem driver refuses it (-EINVAL)."
                        : "%s goes to node 0. With the look-up fix alone it would get node %d, which is not possible.")
                .formatted(memory(each), each.reserved().node())));
        more(sentences, "%d more ranges are left in the reserved list.");
        return sentences;
    }

    private List<String> affected() {
        List<String> sentences = new ArrayList<>();
        first().forEach(each -> sentences.add("%s goes to node %d on %s. It should go to node %d."
                .formatted(
                        memory(each),
                        each.meminfo().node(),
                        kernel,
                        each.reserved().node())));
        more(sentences, "%d more ranges go to the node of the RAM around them.");
        sentences.add(FixedReleases.summary(subject.view().choice(), subject.architecture()));
        return sentences;
    }

    private List<String> fixed() {
        List<String> sentences = new ArrayList<>();
        first().forEach(each -> sentences.add(
                "%s goes to node %d on %s, as it should. A kernel without the look-up fix gives it node %d."
                        .formatted(
                                memory(each),
                                each.reserved().node(),
                                kernel,
                                each.meminfo().node())));
        more(sentences, "%d more ranges get other nodes without the fix.");
        return sentences;
    }

    private String notAffected() {
        if (subject.rule() == LookupRule.STUB) {
            return "%s has no NUMA lists for this look-up and answers node 0 for every address.".formatted(kernel);
        }
        String lists = "the kernel's two lists disagree at no address";
        return subject.mayBeAffected()
                ? "It is not known whether CXL memory gets a wrong node on %s: the CEDT is missing. Without windows, %s."
                        .formatted(kernel, lists)
                : "No memory gets a wrong node because of the look-up on %s: %s.".formatted(kernel, lists);
    }

    /** The ranges with a sentence of their own: never all but one. */
    private List<Contested> first() {
        int count = subject.contested().size();
        return subject.contested().subList(0, count > MAX + 1 ? MAX : count);
    }

    private void more(List<String> sentences, String sentence) {
        int more = subject.contested().size() - first().size();
        if (more > 0) {
            sentences.add(sentence.formatted(more));
        }
    }

    private String memory(Contested contested) {
        AddressRange range = contested.range();
        for (RegionWindow window : windows) {
            if (window.holds(range)) {
                return window.range().filter(range::equals).isPresent()
                        ? "Memory of window %d".formatted(window.number())
                        : "Memory at %s in window %d".formatted(range, window.number());
            }
        }
        return "Memory added at %s (%s)"
                .formatted(range, described(contested.reserved().origin()));
    }

    private static String described(Origin origin) {
        if (origin instanceof Origin.SratEntry entry) {
            return entry.hotPluggable() ? "hot-pluggable in the SRAT" : "in the SRAT, without RAM at boot";
        }
        return origin instanceof Origin.Description description
                ? "described as " + description.type().apiName()
                : origin.describe();
    }
}

package io.targetnode.analysis.audit;

import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.LookupRule;
import io.targetnode.topology.service.KernelChoice;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names the releases with the look-up fix, from the tables of releases. */
final class FixedReleases {

    private FixedReleases() {}

    /** What to run instead of a kernel without the fix, in sentences. */
    static String advice(KernelChoice choice, Architecture architecture) {
        List<String> first = firstReleases(architecture);
        return "Run a kernel with the look-up fix: "
                + ownLine(choice.kernel(), first)
                        .map("%s is the first of this stable line; "::formatted)
                        .orElse("")
                + "the fix is in " + enumeration(first) + ", and in later releases of these lines. " + build(choice);
    }

    /** Where the fix is, in a sentence: in the first release of the kernel's own stable line, else in the first ones of all lines. */
    static String summary(KernelChoice choice, Architecture architecture) {
        return "%s in %s."
                .formatted(
                        choice.kernel().isUpstream() ? "Fixed" : "Fixed upstream",
                        enumeration(of(choice, architecture)));
    }

    /** The first release with the fix of the kernel's own stable line, else those of all lines. */
    static List<String> of(KernelChoice choice, Architecture architecture) {
        List<String> first = firstReleases(architecture);
        return ownLine(choice.kernel(), first).map(List::of).orElse(first);
    }

    private static List<String> firstReleases(Architecture architecture) {
        return KernelTable.firstReleases(
                range -> architecture.ruleOf(KernelRelease.parse(range.from()), range.behaviour())
                        == LookupRule.PREFER_RESERVED);
    }

    private static String enumeration(List<String> first) {
        int last = first.size() - 1;
        return last == 0 ? first.get(0) : String.join(", ", first.subList(0, last)) + " and " + first.get(last);
    }

    private static Optional<String> ownLine(KernelRelease kernel, List<String> first) {
        return first.stream()
                .map(KernelRelease::parse)
                .filter(release -> release.major() == kernel.major() && release.minor() == kernel.minor())
                .findFirst()
                .map(KernelRelease::text);
    }

    private static String build(KernelChoice choice) {
        if (choice.kernel().isUpstream()) {
            return "The list of kernels names the builds of distributions that have it.";
        }
        String later = laterBuilds(choice.range().note());
        if (!choice.lookupKnown()) {
            return "It is not known which builds of this series have it." + later;
        }
        return (choice.range().byVersion()
                        ? "Builds of this distribution have it if the upstream release in their name has it."
                        : "No later build of this distribution's series is known to have it: "
                                + firstSentence(choice.range().note()))
                + later;
    }

    /** The series and its distributions; what follows says how the behaviour is known. */
    private static String firstSentence(String note) {
        return note.split("(?<=\\.) ", 2)[0];
    }

    /** The series of the same distribution, the first word of the note, that have the fix in all builds. */
    private static String laterBuilds(String note) {
        String distribution = note.split(" ", 2)[0];
        String series = KernelTable.DISTRIBUTIONS.stream()
                .filter(range -> !range.byVersion() && range.lookupKnown())
                .filter(range -> range.behaviour().rule() == LookupRule.PREFER_RESERVED)
                .filter(range -> range.note().split(" ", 2)[0].equals(distribution))
                .map(range -> "%s (%s)".formatted(range.note().replaceAll("\\.$", ""), range.from()))
                .collect(Collectors.joining(", "));
        return series.isEmpty() ? "" : " All builds of %s have it.".formatted(series);
    }
}

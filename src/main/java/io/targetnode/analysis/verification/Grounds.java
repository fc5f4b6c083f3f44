package io.targetnode.analysis.verification;

import io.targetnode.topology.Assumption;
import io.targetnode.topology.Machine;
import io.targetnode.topology.service.KernelView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A verdict and its reasons.
 *
 * @param verdict the verdict
 * @param why sentences that say why the verdict is not a better one; empty if it is verified
 */
record Grounds(Verdict verdict, List<String> why) {

    /** @param rulesDiffer whether there is an address for which the look-up rule matters */
    static Grounds of(KernelView view, List<Comparison> comparisons, boolean rulesDiffer) {
        long contradictions =
                comparisons.stream().filter(Comparison::contradicts).count();
        long agreements = comparisons.stream().filter(Comparison::agrees).count();
        if (contradictions > 0) {
            return new Grounds(
                    Verdict.CONTRADICTED,
                    List.of("The running kernel differs from the replay in %,d of %,d comparisons."
                            .formatted(contradictions, contradictions + agreements)));
        }
        List<String> missing = missing(view, comparisons, rulesDiffer);
        if (agreements == 0) {
            List<String> why = new ArrayList<>();
            why.add("The upload contains nothing that can be compared with the replay.");
            why.addAll(missing);
            return new Grounds(Verdict.ASSUMED, why);
        }
        return new Grounds(missing.isEmpty() ? Verdict.VERIFIED : Verdict.CONSISTENT, missing);
    }

    private static List<String> missing(KernelView view, List<Comparison> comparisons, boolean rulesDiffer) {
        List<String> why = new ArrayList<>();
        Machine machine = view.topology().upload().machine();
        for (Assumption assumption : machine.assumptions()) {
            why.add("Assumed: %s %s".formatted(assumption.text(), assumption.remedy()));
        }
        if (view.topology().upload().evidence().log().isEmpty()) {
            why.add("No boot log was uploaded: upload dmesg from its first line on.");
        } else {
            log(comparisons, why);
        }
        if (rulesDiffer && !confirmed(view, comparisons)) {
            why.add("""
                    The look-up rules differ for some addresses, and nothing shows which rule the kernel uses: upload daxctl and \
                    iomem after a CXL region was created.""");
        }
        return why;
    }

    private static void log(List<Comparison> comparisons, List<String> why) {
        if (!agrees(comparisons, Subject.KERNEL_RELEASE)) {
            why.add(
                    of(comparisons, Subject.KERNEL_RELEASE)
                            .filter(release -> release.found().isPresent())
                            .map(Comparison::sentence)
                            .findFirst()
                            .orElse(
                                    "The boot log does not show which release printed it: upload dmesg from its first line on."));
        }
        lines(comparisons).ifPresent(why::add);
    }

    private static Optional<String> lines(List<Comparison> comparisons) {
        if (!agrees(comparisons, Subject.BOOT_LOG)) {
            return Optional.of(
                    "No line of the boot log about nodes could be compared: upload the whole log, dmesg from its first line on.");
        }
        List<String> lost = of(comparisons, Subject.BOOT_LOG)
                .filter(comparison -> !comparison.agrees())
                .map(Comparison::about)
                .distinct()
                .toList();
        return lost.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Some lines of the boot log could not be compared (%s): upload dmesg from soon after boot."
                                .formatted(String.join(", ", lost)));
    }

    private static boolean confirmed(KernelView view, List<Comparison> comparisons) {
        return comparisons.stream()
                .filter(Comparison::agrees)
                .anyMatch(comparison ->
                        comparison.speaksFor().equals(Optional.of(view.choice().rule())));
    }

    private static boolean agrees(List<Comparison> comparisons, Subject subject) {
        return of(comparisons, subject).anyMatch(Comparison::agrees);
    }

    private static Stream<Comparison> of(List<Comparison> comparisons, Subject subject) {
        return comparisons.stream().filter(comparison -> comparison.subject() == subject);
    }
}

package io.targetnode.analysis.verification;

import static io.targetnode.analysis.verification.Outcome.AGREES;
import static io.targetnode.analysis.verification.Outcome.CONTRADICTS;
import static io.targetnode.analysis.verification.Outcome.NOT_COMPARED;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.topology.service.KernelView;
import java.util.Optional;

/** Compares the release of the boot log with the release of the answers. */
final class ReleaseCheck {

    private ReleaseCheck() {}

    static Comparison of(KernelView view, Optional<KernelRelease> logged) {
        KernelRelease chosen = view.choice().kernel();
        if (logged.isEmpty()) {
            return comparison(
                    chosen,
                    logged,
                    NOT_COMPARED,
                    "The first line of the boot log, which states the release, is missing.");
        }
        KernelRelease printed = logged.get();
        if (printed.isSameAs(chosen)) {
            return comparison(chosen, logged, AGREES, "The boot log and the answers are of the same release.");
        }
        if (!KernelTable.isKnown(printed)) {
            return comparison(
                    chosen,
                    logged,
                    NOT_COMPARED,
                    "The boot log is of %s, whose rules are not known: the answers are those of %s, as %s."
                            .formatted(printed, chosen, originOfChosen(view)));
        }
        if (mayBeTheSame(printed, chosen)) {
            return comparison(
                    chosen,
                    logged,
                    NOT_COMPARED,
                    "One of the names does not show the stable level: they may be the same release.");
        }
        return comparison(
                        chosen,
                        logged,
                        CONTRADICTS,
                        "The boot log is of %s, but the answers are of %s, as %s; %s."
                                .formatted(printed, chosen, originOfChosen(view), difference(view, printed)))
                .suggesting(Conclusion.Id.WRONG_KERNEL);
    }

    private static boolean mayBeTheSame(KernelRelease a, KernelRelease b) {
        boolean sameSeries = a.major() == b.major() && a.minor() == b.minor();
        return sameSeries && a.hidesStableLevel() != b.hidesStableLevel();
    }

    private static String originOfChosen(KernelView view) {
        Optional<KernelRelease> own = view.topology().upload().machine().kernel();
        return own.filter(kernel -> kernel.compareTo(view.choice().kernel()) == 0)
                        .isPresent()
                ? "stated with the upload"
                : "requested";
    }

    private static String difference(KernelView view, KernelRelease printed) {
        String behaviour = view.choice().range().behaviour().id();
        String other = KernelTable.rangeOf(printed).behaviour().id();
        return other.equals(behaviour)
                ? "both behave like %s".formatted(behaviour)
                : "the first behaves like %s, the second like %s".formatted(other, behaviour);
    }

    private static Comparison comparison(
            KernelRelease chosen, Optional<KernelRelease> logged, Outcome outcome, String sentence) {
        return Comparison.of(
                Subject.KERNEL_RELEASE,
                "kernel",
                Optional.of(chosen.text()),
                logged.map(KernelRelease::text),
                outcome,
                sentence);
    }
}

package io.targetnode.analysis.verification;

import static io.targetnode.analysis.verification.CheckResult.AGREES;
import static io.targetnode.analysis.verification.CheckResult.CONTRADICTS;
import static io.targetnode.analysis.verification.CheckResult.NOT_COMPARED;

import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.KernelTable;
import io.targetnode.kernel.UnknownKernelException;
import io.targetnode.topology.service.KernelView;
import java.util.Optional;

/** The release that printed the log against the one that answers. */
final class ReleaseCheck {

    private ReleaseCheck() {}

    static Comparison of(KernelView view, Optional<KernelRelease> logged) {
        KernelRelease answers = view.choice().kernel();
        if (logged.isEmpty()) {
            return comparison(
                    answers,
                    logged,
                    NOT_COMPARED,
                    "The first line of the boot log, which has the release, is not there.");
        }
        KernelRelease printed = logged.get();
        if (printed.compareTo(answers) == 0 || printed.text().equals(answers.text())) {
            return comparison(answers, logged, AGREES, "The kernel that answers printed the boot log.");
        }
        if (mayBeTheSame(printed, answers)) {
            return comparison(
                    answers,
                    logged,
                    NOT_COMPARED,
                    "A distribution's name that does not tell the stable level: they may be the same.");
        }
        return comparison(
                answers,
                logged,
                CONTRADICTS,
                "%s printed the boot log, and %s answers%s; %s."
                        .formatted(printed, answers, asked(view), difference(view, printed)));
    }

    private static boolean mayBeTheSame(KernelRelease a, KernelRelease b) {
        boolean sameSeries = a.major() == b.major() && a.minor() == b.minor();
        return sameSeries && (a.hidesStableLevel() && a.patch() == 0 || b.hidesStableLevel() && b.patch() == 0);
    }

    private static String asked(KernelView view) {
        Optional<KernelRelease> own = view.topology().upload().machine().kernel();
        return own.filter(kernel -> kernel.compareTo(view.choice().kernel()) == 0)
                        .isPresent()
                ? ", as was stated with the upload"
                : ", as was asked for";
    }

    private static String difference(KernelView view, KernelRelease printed) {
        String behaviour = view.choice().range().behaviour().id();
        try {
            String other = KernelTable.rangeOf(printed).behaviour().id();
            return other.equals(behaviour)
                    ? "both behave as %s does".formatted(behaviour)
                    : "the one behaves as %s does, the other as %s".formatted(other, behaviour);
        } catch (UnknownKernelException e) {
            return "how the one behaves is not known";
        }
    }

    private static Comparison comparison(
            KernelRelease answers, Optional<KernelRelease> logged, CheckResult outcome, String sentence) {
        return Comparison.of(
                Subject.KERNEL_RELEASE,
                "kernel",
                LogCheck.SOURCE,
                Optional.of(answers.text()),
                logged.map(KernelRelease::text),
                outcome,
                sentence);
    }
}

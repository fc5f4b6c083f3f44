package io.targetnode.api.view;

import io.targetnode.api.view.KernelsAnswer.BehaviourAnswer;
import io.targetnode.api.view.KernelsAnswer.RangeOfReleases;
import java.util.List;
import java.util.Objects;

/** Behaviours and releases for a terminal. */
public final class KernelText {

    private KernelText() {}

    /** A table of the releases, and the changes between the behaviours. */
    public static String of(KernelsAnswer answer) {
        StringBuilder text = new StringBuilder(table(answer.ranges()) + "\n" + table(answer.distributions()));
        for (BehaviourAnswer behaviour : answer.behaviours()) {
            text.append('\n').append(lines(behaviour));
        }
        return text.toString();
    }

    private static String table(List<RangeOfReleases> ranges) {
        TextTable table = new TextTable("from", "to", "behaviour", "basis");
        for (RangeOfReleases range : ranges) {
            String behaviour = Objects.requireNonNullElse(range.behaviour(), "of its upstream release");
            table.row(range.from(), range.to(), behaviour, range.basis());
        }
        return table.toString();
    }

    /** One release. */
    public static String of(KernelAnswer answer) {
        RangeOfReleases range = answer.range();
        return new LabelledLines()
                        .line("release", answer.release())
                        .line(
                                "range",
                                "%s to %s, %s: %s".formatted(range.from(), range.to(), range.basis(), range.note()))
                        .toString()
                + lines(answer.behaviour());
    }

    private static LabelledLines lines(BehaviourAnswer behaviour) {
        return new LabelledLines()
                .line("behaviour", behaviour.id())
                .line("rule", behaviour.rule())
                .line("window list", behaviour.windowList())
                .lines("change", behaviour.changes());
    }
}

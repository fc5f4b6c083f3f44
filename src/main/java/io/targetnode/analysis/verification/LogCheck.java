package io.targetnode.analysis.verification;

import static io.targetnode.analysis.verification.CheckResult.AGREES;
import static io.targetnode.analysis.verification.CheckResult.CONTRADICTS;
import static io.targetnode.analysis.verification.CheckResult.NOT_COMPARED;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines that the replay prints against those that the kernel printed, each of them.
 *
 * <p>A ring buffer loses what was printed first, and a log may be cut off: a part of which no line is there, at the beginning or
 * at the end of what is there, says nothing. One that is missing between two others was not printed.
 */
final class LogCheck {

    static final String SOURCE = "boot log";

    private static final String PRINTED = "The kernel printed this line, and so does the replay.";
    private static final String MISSING = "The replay prints this line, and the kernel did not.";
    private static final String UNEXPECTED = "The kernel printed this line, and the replay does not.";
    private static final String NOT_KEPT =
            "The replay prints more lines than are kept, and this one may be among them.";
    private static final Pattern MORE = Pattern.compile("\\((\\d+) more lines\\)");

    private final List<String> expected;
    private final List<String> found;
    private final int[] partners;

    /** Lines that the replay prints and that are not kept. */
    private final long omitted;

    private final Set<LogSection> there = EnumSet.noneOf(LogSection.class);
    private final Map<LogSection, Integer> lost = new EnumMap<>(LogSection.class);
    private final List<Comparison> comparisons = new ArrayList<>();

    private LogCheck(List<String> expected, long omitted, List<String> found) {
        this.expected = expected;
        this.omitted = omitted;
        this.found = found;
        this.partners = LineDiff.partners(expected, found);
        found.forEach(line -> there.add(LogSection.of(line)));
    }

    /** @param replayed as {@link io.targetnode.kernel.Boot#log()} has them */
    static List<Comparison> of(List<String> replayed, List<String> found) {
        Matcher more = MORE.matcher(replayed.isEmpty() ? "" : replayed.get(replayed.size() - 1));
        return more.matches()
                ? new LogCheck(replayed.subList(0, replayed.size() - 1), Long.parseLong(more.group(1)), found).compare()
                : new LogCheck(replayed, 0, found).compare();
    }

    private List<Comparison> compare() {
        int next = 0;
        int lastMatched = -1;
        for (int i = 0; i < partners.length; i++) {
            if (partners[i] != LineDiff.NONE) {
                lastMatched = i;
            }
        }
        for (int i = 0; i < partners.length; i++) {
            if (partners[i] == LineDiff.NONE) {
                boolean mayBeOmitted = i > lastMatched && i - lastMatched <= omitted;
                unexpected(found.get(i), mayBeOmitted);
                continue;
            }
            missing(next, partners[i]);
            next = partners[i] + 1;
            // The replay's text, so that one is kept.
            String line = expected.get(partners[i]);
            add(line, Optional.of(line), Optional.of(line), AGREES, PRINTED);
        }
        missing(next, expected.size());
        lost.forEach(this::lost);
        return comparisons;
    }

    private void missing(int from, int to) {
        for (String line : expected.subList(from, to)) {
            LogSection section = LogSection.of(line);
            if (!there.contains(section) && !isBetween(section)) {
                lost.merge(section, 1, Integer::sum);
            } else {
                add(line, Optional.of(line), Optional.empty(), CONTRADICTS, MISSING);
            }
        }
    }

    private void unexpected(String line, boolean mayBeOmitted) {
        add(
                line,
                Optional.empty(),
                Optional.of(line),
                mayBeOmitted ? NOT_COMPARED : CONTRADICTS,
                mayBeOmitted ? NOT_KEPT : UNEXPECTED);
    }

    private void lost(LogSection section, int lines) {
        comparisons.add(Comparison.of(
                Subject.BOOT_LOG,
                section.describe(),
                SOURCE,
                Optional.of("%d %s".formatted(lines, lines == 1 ? "line" : "lines")),
                Optional.empty(),
                NOT_COMPARED,
                "The log has no line about %s: the ring buffer lost them, or the log was cut."
                        .formatted(section.describe())));
    }

    private boolean isBetween(LogSection section) {
        return there.stream().anyMatch(other -> other.compareTo(section) < 0)
                && there.stream().anyMatch(other -> other.compareTo(section) > 0);
    }

    private void add(
            String line, Optional<String> replayed, Optional<String> printed, CheckResult outcome, String sentence) {
        comparisons.add(Comparison.of(
                Subject.BOOT_LOG, LogSection.of(line).describe(), SOURCE, replayed, printed, outcome, sentence));
    }
}

package io.targetnode.analysis.verification;

import static io.targetnode.analysis.verification.Outcome.AGREES;
import static io.targetnode.analysis.verification.Outcome.CONTRADICTS;
import static io.targetnode.analysis.verification.Outcome.NOT_COMPARED;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares each line about nodes that the replay prints with those that the kernel printed.
 *
 * <p>A ring buffer loses its oldest lines, and a log may be cut. So a section that is missing before the first or after the last
 * section of the log proves nothing. A section that is missing between two others was not printed.
 */
final class LogCheck {

    private static final String PRINTED = "The kernel and the replay print this line.";
    private static final String READ =
            "The replay reads the SRAT from lines such as this one, so that the line confirms only that it was read.";
    private static final String MISSING = "The replay prints this line, but the kernel did not.";
    private static final String UNEXPECTED = "The kernel printed this line, but the replay does not.";
    private static final String OMITTED = "The replay prints more lines than are stored, and this may be one of them.";
    private static final String RANGE = "[mem ";

    private final List<String> expected;
    private final List<String> found;
    private final int[] partners;

    /** Number of lines that the replay prints after those of {@code expected}. */
    private final long omitted;

    private final Set<LogSection> sections = EnumSet.noneOf(LogSection.class);
    private final Map<LogSection, Integer> lost = new EnumMap<>(LogSection.class);
    private final List<String> missing = new ArrayList<>();
    private final List<String> unexpected = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();

    /** The number of lines of the replay before the first line of a log that does not begin with the boot. */
    private final int before;

    /** Whether the SRAT of the replay was read from this log. */
    private final boolean sratOfLog;

    private LogCheck(
            List<String> expected, long omitted, List<String> found, boolean beginningLost, boolean sratOfLog) {
        this.expected = RamLines.joined(expected);
        this.omitted = omitted;
        this.sratOfLog = sratOfLog;
        this.found = RamLines.joined(found);
        this.partners = LogDiff.partners(this.expected, this.found);
        this.before = beginningLost && partners.length > 0 ? Math.max(partners[0], 0) : 0;
        this.found.forEach(line -> sections.add(LogSection.of(line)));
    }

    /**
     * @param expected the lines of the replay
     * @param omitted number of lines that the replay prints after those
     * @param found the lines that the kernel printed
     * @param beginningLost whether the log does not have the first line of the boot: the replay's lines before the first line of the
     *     log prove nothing
     * @param sratOfLog whether the SRAT of the replay was read from this log
     */
    static List<Comparison> of(
            List<String> expected, long omitted, List<String> found, boolean beginningLost, boolean sratOfLog) {
        return new LogCheck(expected, omitted, found, beginningLost, sratOfLog).compare();
    }

    private List<Comparison> compare() {
        int lastMatched = found.size() - 1;
        while (lastMatched >= 0 && partners[lastMatched] == LogDiff.NONE) {
            lastMatched--;
        }
        int next = 0;
        for (int i = 0; i < partners.length; i++) {
            if (partners[i] == LogDiff.NONE) {
                unexpected(found.get(i), i > lastMatched && i - lastMatched <= omitted);
                continue;
            }
            missing(next, partners[i]);
            next = partners[i] + 1;
            // The replay's instance of the line, so that memory holds the text only once.
            Optional<String> line = Optional.of(expected.get(partners[i]));
            LogSection section = LogSection.of(line.get());
            add(section, line, line, AGREES, sratOfLog && section.showsSrat(line.get()) ? READ : PRINTED);
        }
        missing(next, expected.size());
        lost.forEach(this::lost);
        Conclusion.Id suggested = suggested();
        return comparisons.stream().map(line -> line.suggesting(suggested)).toList();
    }

    private void missing(int from, int to) {
        for (int i = from; i < to; i++) {
            String line = expected.get(i);
            LogSection section = LogSection.of(line);
            if (i < before || !sections.contains(section) && !isBetween(section)) {
                lost.merge(section, 1, Integer::sum);
            } else {
                missing.add(line);
                add(section, Optional.of(line), Optional.empty(), CONTRADICTS, MISSING);
            }
        }
    }

    private void unexpected(String line, boolean mayBeOmitted) {
        if (mayBeOmitted) {
            add(LogSection.of(line), Optional.empty(), Optional.of(line), NOT_COMPARED, OMITTED);
        } else {
            unexpected.add(line);
            add(LogSection.of(line), Optional.empty(), Optional.of(line), CONTRADICTS, UNEXPECTED);
        }
    }

    private void lost(LogSection section, int lines) {
        add(
                section,
                Optional.of("%d %s".formatted(lines, lines == 1 ? "line" : "lines")),
                Optional.empty(),
                NOT_COMPARED,
                "The log has no %slines about %s: the ring buffer lost them, or the log was cut."
                        .formatted(sections.contains(section) ? "earlier " : "", section.title()));
    }

    private boolean isBetween(LogSection section) {
        return sections.stream().anyMatch(other -> other.compareTo(section) < 0)
                && sections.stream().anyMatch(other -> other.compareTo(section) > 0);
    }

    /** The conclusion from all contradicting lines together. */
    private Conclusion.Id suggested() {
        if (unexpected.isEmpty()) {
            return Conclusion.Id.LOST_LOG_LINES;
        }
        boolean earlier = Stream.concat(missing.stream(), unexpected.stream())
                .anyMatch(line -> LogSection.of(line).compareTo(LogSection.RAM) < 0);
        return !earlier && !ramRanges(missing).equals(ramRanges(unexpected))
                ? Conclusion.Id.OTHER_MEMORY_MAP
                : Conclusion.Id.OTHER_FIRMWARE;
    }

    /** The ranges of RAM without their nodes. */
    private static List<String> ramRanges(List<String> lines) {
        return lines.stream()
                .filter(line -> LogSection.of(line) == LogSection.RAM && line.contains(RANGE))
                .map(line -> line.substring(line.indexOf(RANGE)))
                .toList();
    }

    private void add(
            LogSection section, Optional<String> replayed, Optional<String> printed, Outcome outcome, String sentence) {
        comparisons.add(Comparison.of(Subject.BOOT_LOG, section.title(), replayed, printed, outcome, sentence));
    }
}

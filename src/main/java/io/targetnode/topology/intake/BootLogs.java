package io.targetnode.topology.intake;

import io.targetnode.capture.BootLog;
import io.targetnode.capture.BootTime;
import io.targetnode.capture.CaptureException;
import io.targetnode.kernel.KernelRelease;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Chooses one of several boot logs. Prefers, in this order, a log of the declared kernel, a log that is not of a crash kernel, a
 * log that shows usable RAM, the newest boot, and the most complete log. The order of the upload does not matter.
 *
 * @param log the log to use
 * @param unused sentences about the others
 * @param warnings a sentence if the others are from other boots
 */
record BootLogs(StoredFile log, List<String> unused, List<String> warnings) {

    private static final long SAME_BOOT_SECONDS = 120;

    /** @param candidates at least one */
    static BootLogs choose(List<StoredFile> candidates, Optional<KernelRelease> declared) {
        if (candidates.size() == 1) {
            return new BootLogs(candidates.get(0), List.of(), List.of());
        }
        List<String> unused = new ArrayList<>();
        List<Read> read = new ArrayList<>();
        for (StoredFile candidate : candidates) {
            try {
                read.add(new Read(
                        candidate, BootLog.parse(candidate.content(), declared), BootTime.of(candidate.content())));
            } catch (CaptureException e) {
                unused.add("%s: not used, because another boot log can be read; %s"
                        .formatted(candidate.place(), e.getMessage()));
            }
        }
        if (read.isEmpty()) {
            // The caller then refuses the upload for the reason of this log.
            return new BootLogs(first(candidates), List.of(), List.of());
        }
        return new Choice(read, declared).choose(unused);
    }

    private static StoredFile first(List<StoredFile> candidates) {
        return candidates.stream()
                .min((one, other) -> Arrays.compare(one.content(), other.content()))
                .orElseThrow();
    }

    /** A log that can be read. */
    private record Read(StoredFile candidate, BootLog boot, BootTime time) {

        private static final Comparator<Read> BY_TIME =
                Comparator.comparingLong(log -> log.time().started().orElse(0));

        private static final Comparator<Read> BY_RELEASE = Comparator.comparing(
                        (Read log) -> log.boot().kernel(), Read::compareOptional)
                .thenComparingLong(log -> log.time().built())
                .thenComparing(BY_TIME);

        private static final Comparator<Read> BY_CONTENT = Comparator.comparingInt(
                        (Read log) -> log.boot().earlyNodeRanges().isEmpty() ? 0 : 1)
                .thenComparingInt(log -> log.boot().listsAcpiTables() ? 1 : 0)
                .thenComparingInt(log -> log.boot().nodes().lines().size())
                .thenComparing((one, other) -> Arrays.compare(
                        other.candidate().content(), one.candidate().content()));

        private static <T extends Comparable<T>> int compareOptional(Optional<T> one, Optional<T> other) {
            return one.isPresent() && other.isPresent()
                    ? one.get().compareTo(other.get())
                    : Boolean.compare(one.isPresent(), other.isPresent());
        }

        boolean isOf(KernelRelease release) {
            return boot.kernel().filter(own -> own.compareTo(release) == 0).isPresent();
        }

        /** Whether nothing in the logs shows that they are from different boots. */
        boolean mayBeSameBootAs(Read other) {
            return agree(
                            boot.kernel().map(KernelRelease::text),
                            other.boot.kernel().map(KernelRelease::text))
                    && agree(boot.commandLine(), other.boot.commandLine())
                    && agree(
                            boot.usableRam().map(ram -> ram.normalised()),
                            other.boot.usableRam().map(ram -> ram.normalised()))
                    && (time.started().isEmpty()
                            || other.time.started().isEmpty()
                            || Math.abs(time.started().getAsLong()
                                            - other.time.started().getAsLong())
                                    <= SAME_BOOT_SECONDS);
        }

        private static <T> boolean agree(Optional<T> one, Optional<T> other) {
            return one.isEmpty() || other.isEmpty() || one.equals(other);
        }
    }

    /**
     * A condition that the log to use should meet.
     *
     * @param reason why a boot that meets it is used: {@code its kernel is declared}
     */
    private record Preference(Predicate<Read> condition, String reason) {}

    private record Choice(List<Read> logs, Optional<KernelRelease> declared) {

        BootLogs choose(List<String> unused) {
            List<Read> best = logs;
            for (Preference preference : preferences()) {
                best = preferred(best, preference.condition());
            }
            boolean timed = best.stream().allMatch(log -> log.time().started().isPresent());
            Comparator<Read> newest = (timed ? Read.BY_TIME : Read.BY_RELEASE).thenComparing(Read.BY_CONTENT);
            Read chosen = best.stream().max(newest).orElseThrow();
            List<Read> others = logs.stream()
                    .filter(log -> !log.equals(chosen) && !log.mayBeSameBootAs(chosen))
                    .toList();
            for (Read log : logs) {
                if (!log.equals(chosen)) {
                    unused.add("%s: a boot log %s"
                            .formatted(
                                    log.candidate().place(),
                                    others.contains(log)
                                            ? "of another boot; only one boot is replayed"
                                            : "of the boot that is used; another log of it is more complete"));
                }
            }
            return new BootLogs(
                    chosen.candidate(), unused, others.isEmpty() ? List.of() : List.of(warning(chosen, others, timed)));
        }

        private static List<Read> preferred(List<Read> logs, Predicate<Read> condition) {
            List<Read> preferred = logs.stream().filter(condition).toList();
            return preferred.isEmpty() ? logs : preferred;
        }

        private String warning(Read chosen, List<Read> others, boolean timed) {
            return "The upload has logs of several boots. The boot of %s is used, %s. Not used: %s. Upload one log, or declare the kernel to choose another boot."
                    .formatted(
                            release(chosen),
                            reason(chosen, others, timed),
                            others.stream()
                                    .map(other -> "the boot of " + release(other))
                                    .distinct()
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }

        /** Names each preference that excludes one of the others, and if some of them remain, why the chosen boot is newer. */
        private String reason(Read chosen, List<Read> others, boolean timed) {
            List<String> reasons = new ArrayList<>();
            List<Read> remaining = others;
            for (Preference preference : preferences()) {
                if (preference.condition().test(chosen)) {
                    List<Read> left =
                            remaining.stream().filter(preference.condition()).toList();
                    if (left.size() < remaining.size()) {
                        reasons.add(preference.reason());
                    }
                    remaining = left;
                }
            }
            boolean isNewest = timed
                    || remaining.stream()
                            .noneMatch(other ->
                                    other.boot().kernel().equals(chosen.boot().kernel()));
            if (!remaining.isEmpty() && isNewest) {
                String among = reasons.isEmpty() ? "" : " of the remaining boots";
                reasons.add((timed ? "it is the latest%s by the times in the logs" : "its kernel is the newest%s")
                        .formatted(among));
            }
            String because = reasons.isEmpty() ? "" : "because " + String.join(" and ", reasons);
            return isNewest
                    ? because
                    : "%salthough the logs do not show which boot is the latest"
                            .formatted(because.isEmpty() ? "" : because + ", ");
        }

        private List<Preference> preferences() {
            return List.of(
                    new Preference(log -> declared.filter(log::isOf).isPresent(), "its kernel is declared"),
                    new Preference(log -> !log.boot().isOfCrashKernel(), "it is not of a crash kernel"),
                    new Preference(log -> log.boot().usableRam().isPresent(), "its log shows usable RAM"));
        }

        private static String release(Read log) {
            return log.boot().kernel().map(KernelRelease::text).orElse("an unknown kernel");
        }
    }
}

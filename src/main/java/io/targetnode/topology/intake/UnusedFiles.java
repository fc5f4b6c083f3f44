package io.targetnode.topology.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files that are not used, with the reasons. Known reasons come before files of which only the format is not recognised. */
final class UnusedFiles {

    private static final int MAX_REPORTED = 32;

    private final List<Unused> reasons = new ArrayList<>();
    private final List<Unused> unknown = new ArrayList<>();
    private int notReported;

    private record Unused(String place, String why, boolean tooLarge) {

        String sentence() {
            return place + ": " + why;
        }

        UnusableFileException refusal() {
            return tooLarge ? UnusableFileException.tooLarge(place, why) : new UnusableFileException(place, why);
        }
    }

    void add(String place, String why) {
        add(reasons, new Unused(place, why, false));
    }

    void addTooLarge(String place, String why) {
        add(reasons, new Unused(place, why, true));
    }

    /** Notes the limit at which an archive is left. */
    void addLimit(String place, String why) {
        addTooLarge(place, why + (place.contains(", member ") ? "; this and later members are not read" : ""));
    }

    /** Notes the first file that was examined only in part. */
    void addCut(String place, boolean nothingUsed) {
        String why =
                "from here on only the first %,d bytes of files in which nothing was recognised were examined; if a file of the host is missing, archive only the useful files, as /collect.sh does"
                        .formatted(DecompressionLimit.FIRST_BYTES);
        boolean alone = reasons.isEmpty() && count() > 1;
        add(place, alone && nothingUsed ? "none of the %,d files is recognised; %s".formatted(count(), why) : why);
    }

    void addUnknown(String place, String why) {
        add(unknown, new Unused(place, why, false));
    }

    private void add(List<Unused> list, Unused file) {
        if (list.size() < MAX_REPORTED) {
            list.add(file);
        } else {
            notReported++;
        }
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>(Stream.concat(reasons.stream(), unknown.stream())
                .limit(MAX_REPORTED)
                .map(Unused::sentence)
                .toList());
        int more = count() - sentences.size();
        if (more > 0) {
            sentences.add("%,d more files are not recognised or not used".formatted(more));
        }
        return sentences;
    }

    /** The refusal of an upload in which no file can be used: the first reason, of which a limit is the most important. */
    UnusableFileException refusal() {
        Optional<Unused> limit = reasons.stream().filter(Unused::tooLarge).findFirst();
        return limit.or(() -> reasons.stream().findFirst())
                .or(() -> unknown.stream().findFirst().map(this::ofAll))
                .orElse(new Unused("bundle", "it contains no files", false))
                .refusal();
    }

    private Unused ofAll(Unused first) {
        return count() == 1
                ? first
                : new Unused("files", "none of the %,d files is recognised".formatted(count()), false);
    }

    private int count() {
        return reasons.size() + unknown.size() + notReported;
    }
}

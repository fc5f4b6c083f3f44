package io.targetnode.analysis.verification;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code NUMA: no nodes coverage for 1MB of 1536MB RAM}. The kernel prints it before it takes pages for uploaded ACPI tables out of its RAM,
 * so its total may be one mebibyte above that of the early node ranges.
 *
 * @param uncovered the amount without a node, in MB
 * @param total the amount of RAM, in MB
 */
record CoverageLine(String uncovered, long total) {

    private static final Pattern FORM =
            Pattern.compile("NUMA: no nodes coverage for (\\d{1,14}+)MB of (\\d{1,14}+)MB RAM");

    /** The line of the replay, with the total of the log if only this mebibyte differs. */
    static String asLogged(String replayed, List<String> logged) {
        Optional<CoverageLine> expected = of(replayed);
        return expected.flatMap(line -> logged.stream()
                        .filter(found ->
                                of(found).filter(line::differsByTableOnly).isPresent())
                        .findFirst())
                .orElse(replayed);
    }

    private static Optional<CoverageLine> of(String line) {
        Matcher matcher = FORM.matcher(line);
        return matcher.matches()
                ? Optional.of(new CoverageLine(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    private boolean differsByTableOnly(CoverageLine found) {
        return uncovered.equals(found.uncovered) && (found.total == total || found.total == total + 1);
    }
}

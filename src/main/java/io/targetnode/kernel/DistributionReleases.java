package io.targetnode.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds of distributions: the table distributions.txt, which describes its columns. The first row that matches applies. */
final class DistributionReleases {

    private static final int COLUMNS = 6;

    /** In the behaviour column: the behaviour of the upstream release applies. */
    private static final String BY_VERSION = "upstream";

    private final List<Row> rows = new ArrayList<>();

    /** @param behaviour empty if the upstream release decides */
    private record Row(
            BuildPattern builds,
            Optional<Behaviour> behaviour,
            ReleaseRange.Basis basis,
            boolean lookupKnown,
            String note) {

        ReleaseRange range(ReleaseRange upstream) {
            boolean byVersion = behaviour.isEmpty();
            return new ReleaseRange(
                    builds.first(),
                    builds.last(),
                    behaviour.orElse(upstream.behaviour()),
                    byVersion && upstream.basis() == ReleaseRange.Basis.NEAREST ? upstream.basis() : basis,
                    lookupKnown,
                    byVersion,
                    note);
        }
    }

    /** @throws IllegalArgumentException if a row cannot be read */
    DistributionReleases(String table) {
        Map<String, String> words = new HashMap<>();
        for (String line : TableText.lines(table)) {
            String[] definition = line.split(" = ", 2);
            if (definition.length == 2) {
                words.put(definition[0], definition[1]);
            } else {
                rows.add(row(TableText.columns(line, COLUMNS), words));
            }
        }
    }

    /** The range of the build, given that of its upstream release; empty if no row matches. */
    Optional<ReleaseRange> find(String release, ReleaseRange upstream) {
        return rows.stream()
                .filter(row -> row.builds.matches(release))
                .findFirst()
                .map(row -> row.range(upstream));
    }

    /** All ranges. A row without a behaviour of its own gets that of the given upstream range. */
    List<ReleaseRange> ranges(ReleaseRange newest) {
        return rows.stream().map(row -> row.range(newest)).toList();
    }

    private static Row row(List<String> columns, Map<String, String> words) {
        String behaviour = columns.get(2);
        return new Row(
                BuildPattern.of(columns.get(0), columns.get(1), words),
                behaviour.equals(BY_VERSION) ? Optional.empty() : Optional.of(TableText.behaviour(behaviour)),
                TableText.basis(columns.get(3)),
                lookupKnown(columns.get(4)),
                columns.get(5));
    }

    private static boolean lookupKnown(String column) {
        return switch (column) {
            case "known" -> true;
            case "unknown" -> false;
            default -> throw new IllegalArgumentException("neither known nor unknown: " + column);
        };
    }
}

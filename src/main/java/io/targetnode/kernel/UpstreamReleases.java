package io.targetnode.kernel;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Mainline and stable releases: the table upstream.txt. Each range ends where the next one begins. */
final class UpstreamReleases {

    private static final int COLUMNS = 5;

    private final NavigableMap<KernelRelease, ReleaseRange> byFirst = new TreeMap<>();

    /** @throws IllegalArgumentException if a row cannot be read, or does not follow the row before */
    UpstreamReleases(String table) {
        for (String line : TableText.lines(table)) {
            List<String> row = TableText.columns(line, COLUMNS);
            KernelRelease first = KernelRelease.parse(row.get(0));
            if (!byFirst.isEmpty() && first.compareTo(byFirst.lastKey()) <= 0) {
                throw new IllegalArgumentException("not ascending: " + line);
            }
            ReleaseRange.Basis basis = TableText.basis(row.get(3));
            Behaviour behaviour = TableText.behaviour(row.get(2));
            byFirst.put(first, new ReleaseRange(row.get(0), row.get(1), behaviour, basis, true, true, row.get(4)));
        }
    }

    List<ReleaseRange> ranges() {
        return List.copyOf(byFirst.values());
    }

    /** Empty if the release is older than all known ones. */
    Optional<ReleaseRange> find(KernelRelease release) {
        return Optional.ofNullable(byFirst.floorEntry(release)).map(Map.Entry::getValue);
    }

    KernelRelease oldest() {
        return byFirst.firstKey();
    }

    /** Whether all stable levels of a series have the same look-up rule, so that the level need not be known. */
    boolean haveOneRule(KernelRelease release) {
        KernelRelease first = release.withLevel(0);
        return byFirst
                        .subMap(byFirst.floorKey(first), true, release.withLevel(Integer.MAX_VALUE), true)
                        .values()
                        .stream()
                        .map(range -> range.behaviour().rule())
                        .distinct()
                        .count()
                == 1;
    }
}

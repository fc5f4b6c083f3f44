package io.targetnode.topology.intake;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Short descriptions of the facts that were read, by file. */
final class ReadFacts {

    private final Map<HostFile, List<String>> facts = new EnumMap<>(HostFile.class);

    void add(HostFile file, String fact) {
        facts.computeIfAbsent(file, first -> new ArrayList<>()).add(fact);
    }

    /** In the order in which they were added; empty if nothing was read. */
    List<String> of(HostFile file) {
        return facts.getOrDefault(file, List.of());
    }

    /** {@code 1 window}, {@code 3 windows}. */
    static String count(int count, String one, String many) {
        return count == 1 ? "1 " + one : "%,d %s".formatted(count, many);
    }
}

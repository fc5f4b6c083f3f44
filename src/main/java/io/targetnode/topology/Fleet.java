package io.targetnode.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The judgements of all current revisions at one moment, in the order of the names. Immutable. */
public final class Fleet {

    private static final Comparator<FleetEntry> BY_NAME =
            Comparator.comparing(entry -> entry.name().text());

    private final List<FleetEntry> entries;

    private Fleet(List<FleetEntry> sorted) {
        this.entries = sorted;
    }

    /** @param entries one for each topology, in any order */
    public static Fleet of(List<FleetEntry> entries) {
        return new Fleet(entries.stream().sorted(BY_NAME).toList());
    }

    /**
     * This fleet after some topologies were written or deleted. Takes time in proportion to the whole fleet.
     *
     * @param changes the entry of each name that has changed; empty if the topology was deleted
     */
    public Fleet with(Map<String, Optional<FleetEntry>> changes) {
        SortedMap<String, Optional<FleetEntry>> pending = new TreeMap<>(changes);
        List<FleetEntry> merged = new ArrayList<>(entries.size() + changes.size());
        for (FleetEntry entry : entries) {
            String name = entry.name().text();
            while (!pending.isEmpty() && pending.firstKey().compareTo(name) < 0) {
                Objects.requireNonNull(pending.remove(pending.firstKey())).ifPresent(merged::add);
            }
            Optional<FleetEntry> change = pending.remove(name);
            if (change == null) {
                merged.add(entry);
            } else {
                change.ifPresent(merged::add);
            }
        }
        pending.values().forEach(change -> change.ifPresent(merged::add));
        return new Fleet(merged);
    }

    /**
     * Counts all topologies that a filter selects.
     *
     * @param groups maximum number of kernels and of layouts
     * @param names maximum number of names of damaged topologies
     */
    public FleetSummary summary(FleetFilter filter, int groups, int names) {
        FleetCounts counts = new FleetCounts(filter);
        for (FleetEntry entry : entries) {
            if (filter.selects(entry)) {
                counts.add(entry);
            }
        }
        return counts.summary(groups, names);
    }

    /**
     * Lists judged topologies in the order of their names.
     *
     * @param after the last name of the previous page, exclusive; empty for the first page
     * @param limit maximum number of topologies
     */
    public List<JudgedTopology> list(Optional<TopologyName> after, FleetFilter filter, int limit) {
        return entries.subList(after.map(this::following).orElse(0), entries.size()).stream()
                .filter(filter::selects)
                .flatMap(entry -> entry.judged().stream())
                .filter(judged -> filter.selects(judged.judgement()))
                .limit(limit)
                .toList();
    }

    /** The index of the first entry after a name. */
    private int following(TopologyName name) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).name().text().compareTo(name.text()) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

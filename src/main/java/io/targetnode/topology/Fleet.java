package io.targetnode.topology;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
     * This fleet after some topologies were written or deleted. Copies the whole fleet.
     *
     * @param changes the entry of each name that has changed; empty if the topology was deleted
     */
    public Fleet with(Map<String, Optional<FleetEntry>> changes) {
        List<FleetEntry> merged = new ArrayList<>(entries.size() + changes.size());
        int copied = 0;
        for (Map.Entry<String, Optional<FleetEntry>> change : new TreeMap<>(changes).entrySet()) {
            merged.addAll(entries.subList(copied, index(change.getKey())));
            change.getValue().ifPresent(merged::add);
            copied = following(change.getKey());
        }
        merged.addAll(entries.subList(copied, entries.size()));
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
        for (FleetEntry entry : named(filter.prefix(), 0)) {
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
        int first = after.map(name -> following(name.text())).orElse(0);
        return named(filter.prefix(), first).stream()
                .filter(filter::selects)
                .flatMap(entry -> entry.judged().stream())
                .filter(judged -> filter.selects(judged.judgement()))
                .limit(limit)
                .toList();
    }

    /**
     * The entries whose names begin with a prefix.
     *
     * @param first the index of the first entry that may be returned
     */
    private List<FleetEntry> named(String prefix, int first) {
        int end = index(prefix + Character.MAX_VALUE);
        return entries.subList(Math.min(end, Math.max(first, index(prefix))), end);
    }

    /** The index of the first entry after a name. */
    private int following(String name) {
        return index(name + Character.MIN_VALUE);
    }

    /** The index of the first entry whose name is not before a text. */
    private int index(String text) {
        int low = 0;
        int high = entries.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries.get(middle).name().text().compareTo(text) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}

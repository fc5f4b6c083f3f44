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

    /** Numbers of earlier layouts that are tolerated. */
    private static final int UNUSED_NUMBERS = 1000;

    private final List<FleetEntry> entries;

    /** The number of the layout of each entry. May be longer than the list. */
    private final int[] layouts;

    private final LayoutNumbers numbers;

    private Fleet(List<FleetEntry> sorted, int[] layouts, LayoutNumbers numbers) {
        this.entries = sorted;
        this.layouts = layouts;
        this.numbers = numbers;
    }

    /** @param entries one for each topology, in any order */
    public static Fleet of(List<FleetEntry> entries) {
        List<FleetEntry> sorted = entries.stream().sorted(BY_NAME).toList();
        LayoutNumbers numbers = new LayoutNumbers();
        return new Fleet(sorted, sorted.stream().mapToInt(numbers::of).toArray(), numbers);
    }

    /**
     * This fleet after some topologies were written or deleted. Copies the fleet.
     *
     * @param changes the entry of each name that has changed; empty if the topology was deleted
     */
    public Fleet with(Map<String, Optional<FleetEntry>> changes) {
        List<FleetEntry> merged = new ArrayList<>(entries.size() + changes.size());
        int[] mergedLayouts = new int[entries.size() + changes.size()];
        int copied = 0;
        for (Map.Entry<String, Optional<FleetEntry>> change : new TreeMap<>(changes).entrySet()) {
            int unchanged = index(change.getKey());
            System.arraycopy(layouts, copied, mergedLayouts, merged.size(), unchanged - copied);
            merged.addAll(entries.subList(copied, unchanged));
            change.getValue().ifPresent(entry -> {
                mergedLayouts[merged.size()] = numbers.of(entry);
                merged.add(entry);
            });
            copied = following(change.getKey());
        }
        System.arraycopy(layouts, copied, mergedLayouts, merged.size(), entries.size() - copied);
        merged.addAll(entries.subList(copied, entries.size()));
        // Most numbers may be those of earlier layouts.
        return numbers.count() > UNUSED_NUMBERS + 2 * merged.size()
                ? of(merged)
                : new Fleet(merged, mergedLayouts, numbers);
    }

    /**
     * Counts all topologies that a filter selects.
     *
     * @param groups maximum number of kernels and of layouts
     * @param names maximum number of names of damaged topologies
     */
    public FleetSummary summary(FleetFilter filter, int groups, int names) {
        FleetCounts counts = new FleetCounts(filter, numbers.count());
        int end = end(filter);
        for (int i = index(filter.prefix()); i < end; i++) {
            if (filter.selects(entries.get(i))) {
                counts.add(entries.get(i), layouts[i]);
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
        int first = Math.max(
                index(filter.prefix()),
                after.map(name -> following(name.text())).orElse(0));
        return entries.subList(Math.min(first, end(filter)), end(filter)).stream()
                .filter(filter::selects)
                .flatMap(entry -> entry.judged().stream())
                .filter(judged -> filter.selects(judged.judgement()))
                .limit(limit)
                .toList();
    }

    /** The index after the last entry whose name can have the prefix. */
    private int end(FleetFilter filter) {
        return index(filter.prefix() + Character.MAX_VALUE);
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

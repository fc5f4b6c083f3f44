package io.targetnode.topology.service;

import io.targetnode.topology.TopologyChange;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The last changes that were told, as many as there is room for, so that who follows closely does not ask the store. */
final class RecentChanges {

    private final int room;
    private final TreeMap<Long, TopologyChange> changes = new TreeMap<>();
    /** Every change after this one that was told is here; only if any is. */
    private long after;

    /** @param room at most so many are kept */
    RecentChanges(int room) {
        this.room = room;
    }

    /** Adds the change that was told next. */
    synchronized void add(TopologyChange change) {
        if (changes.isEmpty()) {
            after = change.number() - 1;
        }
        changes.put(change.number(), change);
        if (changes.size() > room) {
            after = changes.pollFirstEntry().getKey();
        }
    }

    synchronized void clear() {
        changes.clear();
    }

    /**
     * Changes in their order; empty if not all of them are here any more.
     *
     * @param from exclusive
     * @param to inclusive, not below {@code from}
     * @param limit at most so many
     */
    synchronized Optional<List<TopologyChange>> between(long from, long to, int limit) {
        if (changes.isEmpty() || from < after) {
            return Optional.empty();
        }
        return Optional.of(changes.subMap(from, false, to, true).values().stream()
                .limit(limit)
                .toList());
    }
}

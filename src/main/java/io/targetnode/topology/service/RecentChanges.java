package io.targetnode.topology.service;

import io.targetnode.topology.TopologyChange;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A bounded buffer of the last delivered changes, so that readers close to the end do not access the store. */
final class RecentChanges {

    private final int capacity;
    private final TreeMap<Long, TopologyChange> changes = new TreeMap<>();
    /** The buffer holds every delivered change after this number. Undefined while the buffer is empty. */
    private long after;

    /** @param capacity maximum number of changes */
    RecentChanges(int capacity) {
        this.capacity = capacity;
    }

    /** Adds the next delivered change. */
    synchronized void add(TopologyChange change) {
        if (changes.isEmpty()) {
            after = change.number() - 1;
        }
        changes.put(change.number(), change);
        if (changes.size() > capacity) {
            after = changes.pollFirstEntry().getKey();
        }
    }

    synchronized void clear() {
        changes.clear();
    }

    /**
     * The changes in order; empty if the buffer no longer holds all of them.
     *
     * @param from exclusive
     * @param to inclusive, not below {@code from}
     * @param limit maximum number of changes
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

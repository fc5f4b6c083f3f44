package io.targetnode.store;

import io.targetnode.topology.StoreFullException;
import io.targetnode.topology.Topology;
import io.targetnode.topology.TopologyExistsException;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.TopologyStore;
import io.targetnode.topology.Upload;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the current revision of each topology in memory and forgets all of them when the process ends. Writes exclude
 * each other and readers; a list is taken of one moment.
 */
public final class InMemoryTopologyStore implements TopologyStore {

    private final NavigableMap<String, Topology> topologies = new TreeMap<>();
    private final long capacity;
    private long used;
    private final Clock clock;

    /** @param capacity sum of the sizes of the machines that are kept at most, see {@link Upload#size()} */
    public InMemoryTopologyStore(long capacity, Clock clock) {
        this.capacity = capacity;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<Topology> find(TopologyName name) {
        return Optional.ofNullable(topologies.get(name.text()));
    }

    @Override
    public synchronized Saved save(TopologyName name, Upload upload) {
        Topology known = topologies.get(name.text());
        if (known == null) {
            return new Saved(store(name, 1, upload), Outcome.CREATED);
        }
        return known.upload().equals(upload)
                ? new Saved(known, Outcome.UNCHANGED)
                : new Saved(store(name, known.revision() + 1, upload), Outcome.REPLACED);
    }

    @Override
    public synchronized Topology create(TopologyName name, Upload upload) {
        if (topologies.containsKey(name.text())) {
            throw new TopologyExistsException(name);
        }
        return store(name, 1, upload);
    }

    @Override
    public synchronized boolean delete(TopologyName name) {
        Topology removed = topologies.remove(name.text());
        used -= sizeOf(removed);
        return removed != null;
    }

    @Override
    public synchronized List<Topology> list(
            Optional<TopologyName> after, String prefix, Predicate<Topology> wanted, int limit) {
        boolean resumed = after.isPresent() && after.get().text().compareTo(prefix) >= 0;
        String from = resumed ? after.get().text() : prefix;
        List<Topology> found = new ArrayList<>();
        for (Topology topology : topologies.tailMap(from, !resumed).values()) {
            if (found.size() == limit || !topology.name().text().startsWith(prefix)) {
                break;
            }
            if (wanted.test(topology)) {
                found.add(topology);
            }
        }
        return found;
    }

    private Topology store(TopologyName name, int revision, Upload upload) {
        long needed = used - sizeOf(topologies.get(name.text())) + upload.size();
        if (needed > capacity) {
            throw new StoreFullException(
                    "the store has no room for %s; delete a topology, or raise targetnode.store-entries (now %,d)"
                            .formatted(name, capacity));
        }
        Topology topology = new Topology(name, revision, clock.instant(), upload);
        topologies.put(name.text(), topology);
        used = needed;
        return topology;
    }

    private static long sizeOf(@Nullable Topology topology) {
        return topology == null ? 0 : topology.upload().size();
    }
}

package io.targetnode.topology.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.targetnode.topology.Current;
import io.targetnode.topology.Topology;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.TopologyStore;
import io.targetnode.topology.UnknownRevisionException;
import io.targetnode.topology.UnknownTopologyException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Caches revisions that are ready to answer. Each entry has the number of the write that made it, and a later write invalidates
 * it, in whatever order reads, writes and notifications arrive.
 */
final class TopologyCache {

    private final TopologyStore store;
    private final TopologyFeed feed;
    private final Cache<Key, Current<ReplayedTopology>> replayed;
    private final AtomicInteger generation = new AtomicInteger();
    private volatile LongConsumer onReplay = nanos -> {};

    /** @param bytes approximate maximum memory of the entries */
    TopologyCache(TopologyStore store, TopologyFeed feed, long bytes) {
        this.store = store;
        this.feed = feed;
        this.replayed = Caffeine.newBuilder()
                .recordStats()
                .maximumWeight(bytes)
                .weigher((Key key, Current<ReplayedTopology> entry) ->
                        (int) Math.min(Integer.MAX_VALUE, entry.topology().bytes()))
                .build();
    }

    /**
     * The key of the current revision of a name, or of a fixed revision of one topology of that name.
     *
     * @param created the number of the write that created the topology; 0 for the current revision
     * @param revision 0 for the current revision
     * @param generation counts the resets of the feed: an entry read before a reset is never found after it
     */
    private record Key(TopologyName name, long created, int revision, int generation) {}

    private ReplayedTopology replay(Key key, Topology topology) {
        return new ReplayedTopology(topology, () -> updateWeight(key), this::reportReplay);
    }

    /** A topology takes more memory with each kernel that it is replayed for. */
    private void updateWeight(Key key) {
        replayed.asMap().computeIfPresent(key, (same, entry) -> entry);
    }

    /** @throws UnknownTopologyException if the topology does not exist */
    ReplayedTopology current(TopologyName name) {
        return currentEntry(name).topology();
    }

    /**
     * A revision of the existing topology.
     *
     * @throws UnknownTopologyException if the topology does not exist
     * @throws UnknownRevisionException if the revision is not stored
     */
    ReplayedTopology revision(TopologyName name, int revision) {
        Current<ReplayedTopology> current = currentEntry(name);
        return revision == current.topology().topology().revision()
                ? current.topology()
                : old(name, revision, current).topology();
    }

    /** A revision of the existing topology, 0 for the current one. Does not access the store. */
    Optional<ReplayedTopology> inMemory(TopologyName name, int revision) {
        Current<ReplayedTopology> current = replayed.getIfPresent(currentKey(name));
        if (current == null
                || revision == 0
                || revision == current.topology().topology().revision()) {
            return Optional.ofNullable(current).map(Current::topology);
        }
        return Optional.ofNullable(replayed.getIfPresent(oldKey(name, revision, current)))
                .map(Current::topology);
    }

    void onReplay(LongConsumer listener) {
        onReplay = listener;
    }

    void reportReplay(long nanos) {
        onReplay.accept(nanos);
    }

    Cache<?, ?> entries() {
        return replayed;
    }

    /** Invalidates all entries. */
    void reset() {
        generation.incrementAndGet();
        replayed.invalidateAll();
    }

    private Key currentKey(TopologyName name) {
        return new Key(name, 0, 0, generation.get());
    }

    private Key oldKey(TopologyName name, int revision, Current<ReplayedTopology> current) {
        return new Key(name, current.created(), revision, generation.get());
    }

    /**
     * Reads while holding the cache's lock for the name. A write that is delivered meanwhile waits, and then invalidates the
     * entry if it is older.
     */
    private Current<ReplayedTopology> currentEntry(TopologyName name) {
        Key key = currentKey(name);
        return cached(
                key,
                () -> store.find(name)
                        .map(current -> current.map(topology -> replay(key, topology)))
                        .orElseThrow(() -> new UnknownTopologyException(name)));
    }

    private Current<ReplayedTopology> old(TopologyName name, int revision, Current<ReplayedTopology> current) {
        Key key = oldKey(name, revision, current);
        return cached(
                key,
                () -> store.find(name, revision)
                        .map(topology -> current.map(same -> replay(key, topology)))
                        .orElseThrow(() -> new UnknownRevisionException(name, revision)));
    }

    private Current<ReplayedTopology> cached(Key key, Supplier<Current<ReplayedTopology>> reading) {
        Current<ReplayedTopology> known = replayed.getIfPresent(key);
        if (known != null) {
            return known;
        }
        requireStore();
        return replayed.get(key, missing -> {
            // The thread may have waited here for another thread whose attempt failed.
            requireStore();
            return reading.get();
        });
    }

    /** Fails at once while the store is unreachable, so that no threads wait that could serve requests from the cache. */
    void requireStore() {
        feed.requireReachable();
    }

    /**
     * Caches a revision that this process wrote, unless the feed has passed it already: a later write of another process may
     * have been delivered before, and would not invalidate this entry.
     *
     * @param unstored the same upload before it was stored
     */
    ReplayedTopology put(Current<Topology> saved, ReplayedTopology unstored) {
        Key key = currentKey(saved.topology().name());
        Current<ReplayedTopology> written = saved.map(topology -> unstored.as(topology, () -> updateWeight(key)));
        Current<ReplayedTopology> cached = replayed.asMap().compute(key, (same, known) -> {
            if (known != null && known.number() >= written.number()) {
                return known;
            }
            return feed.position() <= written.number() ? written : null;
        });
        return cached != null && cached.number() == written.number() ? cached.topology() : written.topology();
    }

    /**
     * Invalidates an entry that is older than a write. Uses {@code compute}, because {@code computeIfPresent} does not wait for
     * a read in progress.
     */
    void invalidate(TopologyName name, long number) {
        replayed.asMap().compute(currentKey(name), (key, known) -> unlessOlder(number, known));
    }

    private static @Nullable Current<ReplayedTopology> unlessOlder(
            long number, @Nullable Current<ReplayedTopology> known) {
        return known == null || known.number() < number ? null : known;
    }
}

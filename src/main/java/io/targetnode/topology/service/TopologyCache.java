package io.targetnode.topology.service;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.Topology;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.TopologyStore;
import io.targetnode.topology.TopologyStore.Current;
import io.targetnode.topology.UnknownRevisionException;
import io.targetnode.topology.UnknownTopologyException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The revisions that are in memory, ready to answer, and what keeps them true: each carries the number of the write that made
 * it, and what is told of later writes throws it out, in whatever order reads, writes and news of them come.
 */
final class TopologyCache {

    private final TopologyStore store;
    private final TopologyFeed feed;
    private final Cache<Key, Replayed> replayed;
    private final AtomicInteger generation = new AtomicInteger();

    /** @param bytes what is kept takes no more memory, about */
    TopologyCache(TopologyStore store, TopologyFeed feed, long bytes) {
        this.store = store;
        this.feed = feed;
        this.replayed = Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher((Key key, Replayed entry) ->
                        (int) Math.min(Integer.MAX_VALUE, entry.topology().bytes()))
                .build();
    }

    /**
     * What is kept: the current revision of a name, or a revision of one topology of that name, which never changes.
     *
     * @param created number of the write that created the topology; 0 for what is current
     * @param revision 0 for what is current
     * @param generation how often the feed began anew when it was read: what is read while it does so is found by nobody
     */
    private record Key(TopologyName name, long created, int revision, int generation) {}

    /** A revision that answers, and where it stands in the order of writes. */
    private record Replayed(ReplayedTopology topology, long number, long created) {}

    private Replayed boot(Key key, Topology topology, long number, long created) {
        return new Replayed(new ReplayedTopology(topology, () -> weighAgain(key)), number, created);
    }

    /** A topology takes more memory with each kernel that it is asked as. */
    private void weighAgain(Key key) {
        replayed.asMap().computeIfPresent(key, (same, entry) -> entry);
    }

    /** @throws UnknownTopologyException if there is none of that name */
    ReplayedTopology current(TopologyName name) {
        return currentEntry(name).topology();
    }

    /**
     * A revision of the topology that is there now.
     *
     * @throws UnknownTopologyException if there is none of that name
     * @throws UnknownRevisionException if the revision is not kept
     */
    ReplayedTopology revision(TopologyName name, int revision) {
        Replayed current = currentEntry(name);
        return revision == current.topology().topology().revision()
                ? current.topology()
                : old(name, revision, current).topology();
    }

    /** A revision of the topology that is there now, 0 for the current one, without asking the store. */
    Optional<ReplayedTopology> inMemory(TopologyName name, int revision) {
        Replayed current = replayed.getIfPresent(currentKey(name));
        if (current == null
                || revision == 0
                || revision == current.topology().topology().revision()) {
            return Optional.ofNullable(current).map(Replayed::topology);
        }
        return Optional.ofNullable(replayed.getIfPresent(oldKey(name, revision, current)))
                .map(Replayed::topology);
    }

    /** Nothing that is in memory holds any more. */
    void reset() {
        generation.incrementAndGet();
        replayed.invalidateAll();
    }

    private Key currentKey(TopologyName name) {
        return new Key(name, 0, 0, generation.get());
    }

    private Key oldKey(TopologyName name, int revision, Replayed current) {
        return new Key(name, current.created(), revision, generation.get());
    }

    /**
     * Read within the cache's lock for the name: a write that is told meanwhile waits for it, and then finds what was read
     * and throws it out if it is older.
     */
    private Replayed currentEntry(TopologyName name) {
        Key key = currentKey(name);
        return cached(
                key,
                () -> store.find(name)
                        .map(current -> boot(key, current.topology(), current.number(), current.created()))
                        .orElseThrow(() -> new UnknownTopologyException(name)));
    }

    private Replayed old(TopologyName name, int revision, Replayed current) {
        Key key = oldKey(name, revision, current);
        return cached(
                key,
                () -> store.find(name, revision)
                        .map(topology -> boot(key, topology, current.number(), current.created()))
                        .orElseThrow(() -> new UnknownRevisionException(name, revision)));
    }

    private Replayed cached(Key key, Supplier<Replayed> reading) {
        Replayed known = replayed.getIfPresent(key);
        if (known != null) {
            return known;
        }
        requireStore();
        return replayed.get(key, missing -> {
            // Whoever has waited for another's attempt knows by now whether it makes sense to try again.
            requireStore();
            return reading.get();
        });
    }

    /** While the store is known to be lost, nobody waits for it: threads that do would be missing to who asks for what is here. */
    void requireStore() {
        if (!feed.isReachable()) {
            throw new StoreUnavailableException("The store does not answer.");
        }
    }

    /**
     * Keeps what was written here. Not if the feed is past it already: a later write of another process may have been told
     * before, and nobody would throw this one out again.
     */
    ReplayedTopology put(Current saved) {
        Key current = currentKey(saved.topology().name());
        Replayed written = boot(current, saved.topology(), saved.number(), saved.created());
        Replayed kept = replayed.asMap().compute(current, (key, known) -> {
            if (known != null && known.number() >= written.number()) {
                return known;
            }
            return feed.position() <= written.number() ? written : null;
        });
        return kept != null && kept.number() == written.number() ? kept.topology() : written.topology();
    }

    /**
     * Throws out what is older than a write. Not with {@code computeIfPresent}: that does not wait for a read of what is not there yet.
     */
    void invalidate(TopologyName name, long number) {
        replayed.asMap().compute(currentKey(name), (key, known) -> unlessBefore(number, known));
    }

    private static @Nullable Replayed unlessBefore(long number, @Nullable Replayed known) {
        return known == null || known.number() < number ? null : known;
    }
}

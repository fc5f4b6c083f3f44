package io.targetnode.topology.service;

import com.github.benmanes.caffeine.cache.Cache;
import io.targetnode.topology.Current;
import io.targetnode.topology.Fleet;
import io.targetnode.topology.Precondition;
import io.targetnode.topology.PreconditionFailedException;
import io.targetnode.topology.RevisionSummary;
import io.targetnode.topology.StoreFullException;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.Topology;
import io.targetnode.topology.TopologyChange;
import io.targetnode.topology.TopologyExistsException;
import io.targetnode.topology.TopologyFilter;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.TopologyStore;
import io.targetnode.topology.UnknownRevisionException;
import io.targetnode.topology.UnknownTopologyException;
import io.targetnode.topology.Upload;
import io.targetnode.topology.Written;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Stores uploads and returns topologies that are ready to answer. Topologies are cached; the feed invalidates them. A read
 * that starts after a write through this service never returns an earlier state.
 */
public final class TopologyService implements TopologyFeed.Listener {

    private final TopologyStore store;
    private final Judge judge;
    private final Clock clock;
    private final TopologyCache cache;

    /**
     * @param feed delivers writes; it may already be running, because the cache is empty
     * @param judge with the rules of the store
     * @param cacheBytes approximate maximum memory of the cached topologies
     */
    public TopologyService(TopologyStore store, TopologyFeed feed, Judge judge, Clock clock, long cacheBytes) {
        this.store = store;
        this.judge = judge;
        this.clock = clock;
        this.cache = new TopologyCache(store, feed, cacheBytes);
        feed.add(this);
    }

    /**
     * Creates a topology or gives it a new revision. Uploading the current content again changes nothing.
     *
     * @throws PreconditionFailedException if the condition does not hold
     * @throws StoreFullException if the store is full
     * @throws StoreUnavailableException if the store is unreachable or accepts no writes
     */
    public Written<ReplayedTopology> put(TopologyName name, JudgedTopology judged, Precondition condition) {
        cache.requireStore();
        ReplayedTopology replayed = judged.replayed();
        Written<Current<Topology>> saved =
                store.save(name, replayed.topology().upload(), judged.judgement(), condition);
        return new Written<>(cache.put(saved.current(), replayed), saved.outcome());
    }

    /**
     * Creates a topology.
     *
     * @throws TopologyExistsException if the topology exists
     * @throws StoreFullException if the store is full
     * @throws StoreUnavailableException if the store is unreachable or accepts no writes
     */
    public Written<ReplayedTopology> create(TopologyName name, JudgedTopology judged) {
        try {
            return put(name, judged, Precondition.ABSENT);
        } catch (PreconditionFailedException e) {
            throw new TopologyExistsException(name);
        }
    }

    /**
     * Stores the content of an earlier revision as a new revision.
     *
     * @throws UnknownTopologyException if the topology does not exist
     * @throws UnknownRevisionException if the revision is not stored
     * @throws PreconditionFailedException if the condition does not hold
     */
    public Written<ReplayedTopology> restore(TopologyName name, int revision, Precondition condition) {
        JudgedTopology old = judge(get(name, Optional.of(revision)).topology().upload());
        if (condition.match().isPresent()) {
            return put(name, old, condition);
        }
        try {
            return put(name, old, Precondition.PRESENT);
        } catch (PreconditionFailedException e) {
            // The topology was deleted after it was read.
            throw new UnknownTopologyException(name);
        }
    }

    /** @throws UnknownTopologyException if the topology does not exist */
    public ReplayedTopology get(TopologyName name) {
        return cache.current(name);
    }

    /**
     * A revision that is ready to answer.
     *
     * @param revision the revision; empty for the current one
     * @throws UnknownTopologyException if the topology does not exist
     * @throws UnknownRevisionException if the revision is not stored
     */
    public ReplayedTopology get(TopologyName name, Optional<Integer> revision) {
        return revision.map(wanted -> cache.revision(name, wanted)).orElseGet(() -> cache.current(name));
    }

    /**
     * A revision that is ready to answer, if it is cached. Does not access the store.
     *
     * @param revision the revision; 0 for the current one
     */
    public Optional<ReplayedTopology> inMemory(TopologyName name, int revision) {
        return cache.inMemory(name, revision);
    }

    /**
     * @throws UnknownTopologyException if the topology does not exist
     * @throws PreconditionFailedException if the condition does not hold
     */
    public void delete(TopologyName name, Precondition condition) {
        cache.requireStore();
        long number = store.delete(name, condition).orElseThrow(() -> new UnknownTopologyException(name));
        cache.invalidate(name, number);
    }

    /**
     * Replays and judges an upload before it is stored. This is most of the processor time of a write.
     *
     * @throws StoreUnavailableException if the store is known to be unreachable
     */
    public JudgedTopology judge(Upload upload) {
        cache.requireStore();
        ReplayedTopology replayed = replay(upload);
        return new JudgedTopology(replayed, judge.judge(replayed));
    }

    /** Replays an upload without storing it, under the name {@code replay} and revision 0. */
    public ReplayedTopology replay(Upload upload) {
        return ReplayedTopology.unstored(upload, clock.instant(), cache::reportReplay);
    }

    /**
     * Lists current revisions in the order of their names.
     *
     * @param after the last name of the previous page, exclusive; empty for the first page
     * @param limit maximum number of revisions
     */
    public List<RevisionSummary> list(Optional<TopologyName> after, TopologyFilter filter, int limit) {
        cache.requireStore();
        return store.list(after, filter, limit);
    }

    /**
     * Lists the stored revisions of a topology, latest first.
     *
     * @param before the upper bound of the revision numbers, exclusive
     * @param limit maximum number of revisions
     * @throws UnknownTopologyException if the topology does not exist
     */
    public List<RevisionSummary> revisions(TopologyName name, int before, int limit) {
        cache.requireStore();
        List<RevisionSummary> stored = store.revisions(name, before, limit);
        if (stored.isEmpty()) {
            cache.current(name);
        }
        return stored;
    }

    /** The judgements of all topologies. */
    public Fleet fleet() {
        cache.requireStore();
        return store.fleet();
    }

    /** Reports the nanoseconds of each later replay of a boot. The listener must not block or throw. */
    public void onReplay(LongConsumer listener) {
        cache.onReplay(listener);
    }

    /** The cache, for its statistics. */
    public Cache<?, ?> cache() {
        return cache.entries();
    }

    @Override
    public void changed(TopologyChange change) {
        cache.invalidate(change.name(), change.number());
    }

    @Override
    public void reset() {
        cache.reset();
    }
}

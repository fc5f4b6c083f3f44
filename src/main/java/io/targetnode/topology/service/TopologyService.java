package io.targetnode.topology.service;

import io.targetnode.topology.Precondition;
import io.targetnode.topology.PreconditionFailedException;
import io.targetnode.topology.RevisionSummary;
import io.targetnode.topology.StoreFullException;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.Topology;
import io.targetnode.topology.TopologyChange;
import io.targetnode.topology.TopologyExistsException;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.TopologyStore;
import io.targetnode.topology.TopologyStore.Outcome;
import io.targetnode.topology.TopologyStore.Saved;
import io.targetnode.topology.UnknownRevisionException;
import io.targetnode.topology.UnknownTopologyException;
import io.targetnode.topology.Upload;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes uploads and hands out topologies that answer: from memory where they were asked for before, as of what the feed has
 * told, and never from before a write that went through this service.
 */
public final class TopologyService implements TopologyFeed.Listener {

    /** The name under which an upload is replayed that is not stored. */
    private static final TopologyName UNSTORED = new TopologyName("replay");

    private final TopologyStore store;
    private final Clock clock;
    private final TopologyCache cache;

    /**
     * @param feed tells of writes; it may have been started already, as nothing is in memory yet
     * @param cacheBytes topologies that are kept ready to answer take no more memory, about
     */
    public TopologyService(TopologyStore store, TopologyFeed feed, Clock clock, long cacheBytes) {
        this.store = store;
        this.clock = clock;
        this.cache = new TopologyCache(store, feed, cacheBytes);
        feed.listen(this);
    }

    /**
     * What a write did, and the topology as it now answers.
     *
     * @param replayed the current revision
     * @param outcome what the write did
     */
    public record Written(ReplayedTopology replayed, Outcome outcome) {}

    /**
     * Creates a topology or gives it a new revision; the same upload again changes nothing.
     *
     * @throws PreconditionFailedException if the condition does not hold
     * @throws StoreFullException if there is no room
     * @throws StoreUnavailableException if the store takes no writes at the moment
     */
    public Written put(TopologyName name, Upload upload, Precondition condition) {
        cache.requireStore();
        Saved saved = store.save(name, upload, condition);
        return new Written(cache.put(saved.current()), saved.outcome());
    }

    /**
     * Creates a topology.
     *
     * @throws TopologyExistsException if there is one of that name
     * @throws StoreFullException if there is no room
     * @throws StoreUnavailableException if the store takes no writes at the moment
     */
    public ReplayedTopology create(TopologyName name, Upload upload) {
        try {
            return put(name, upload, Precondition.ABSENT).replayed();
        } catch (PreconditionFailedException e) {
            throw new TopologyExistsException(name);
        }
    }

    /**
     * Makes an old revision the current one again, as a new revision.
     *
     * @throws UnknownTopologyException if there is none of that name
     * @throws UnknownRevisionException if the revision is not kept
     * @throws PreconditionFailedException if the condition does not hold
     */
    public Written restore(TopologyName name, int revision, Precondition condition) {
        Upload old = get(name, Optional.of(revision)).topology().upload();
        if (condition.match().isPresent()) {
            return put(name, old, condition);
        }
        try {
            return put(name, old, Precondition.PRESENT);
        } catch (PreconditionFailedException e) {
            // It was deleted since it was read.
            throw new UnknownTopologyException(name);
        }
    }

    /** @throws UnknownTopologyException if there is none of that name */
    public ReplayedTopology get(TopologyName name) {
        return cache.current(name);
    }

    /**
     * A revision that answers.
     *
     * @param revision the revision; empty for the current one
     * @throws UnknownTopologyException if there is none of that name
     * @throws UnknownRevisionException if the revision is not kept
     */
    public ReplayedTopology get(TopologyName name, Optional<Integer> revision) {
        return revision.map(wanted -> cache.revision(name, wanted)).orElseGet(() -> cache.current(name));
    }

    /**
     * A revision that answers, if it is in memory: nobody waits for the store.
     *
     * @param revision the revision; 0 for the current one
     */
    public Optional<ReplayedTopology> inMemory(TopologyName name, int revision) {
        return cache.inMemory(name, revision);
    }

    /**
     * @throws UnknownTopologyException if there is none of that name
     * @throws PreconditionFailedException if the condition does not hold
     */
    public void delete(TopologyName name, Precondition condition) {
        cache.requireStore();
        long number = store.delete(name, condition).orElseThrow(() -> new UnknownTopologyException(name));
        cache.invalidate(name, number);
    }

    /** Replays an upload without storing it, under the name {@code replay} and revision 0. */
    public ReplayedTopology replay(Upload upload) {
        return new ReplayedTopology(new Topology(UNSTORED, 0, clock.instant(), "", upload));
    }

    /**
     * Current revisions ordered by name.
     *
     * @param after the last name that the caller has seen; empty for the beginning
     * @param prefix what names begin with; empty for all
     * @param labels labels that all must be there with the value given
     * @param limit at most so many
     */
    public List<RevisionSummary> list(
            Optional<TopologyName> after, String prefix, Map<String, String> labels, int limit) {
        cache.requireStore();
        return store.list(after, prefix, labels, limit);
    }

    /**
     * The revisions of a topology that are kept, the latest first.
     *
     * @param before only revisions below this one
     * @param limit at most so many
     * @throws UnknownTopologyException if there is none of that name
     */
    public List<RevisionSummary> revisions(TopologyName name, int before, int limit) {
        cache.requireStore();
        List<RevisionSummary> kept = store.revisions(name, before, limit);
        if (kept.isEmpty()) {
            cache.current(name);
        }
        return kept;
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

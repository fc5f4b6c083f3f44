package io.targetnode.topology;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.targetnode.topology.TopologyStore.Current;
import io.targetnode.topology.TopologyStore.Outcome;
import io.targetnode.topology.TopologyStore.Saved;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes uploads and hands out topologies that answer: from memory where they were asked for before, as of what the feed has
 * told, and never from before a write that went through this service.
 */
public final class TopologyService implements TopologyFeed.Listener {

    /** The name under which an upload is replayed that is not stored. */
    private static final TopologyName UNSTORED = new TopologyName("replay");

    private final TopologyStore store;
    private final TopologyFeed feed;
    private final Clock clock;
    private final Cache<Key, Booted> booted;
    private final AtomicInteger era = new AtomicInteger();

    /**
     * @param feed tells of writes; it may have been started already, as nothing is in memory yet
     * @param bootedEntries sum of the sizes of the machines that are kept booted at most, see {@link Upload#size()}
     */
    public TopologyService(TopologyStore store, TopologyFeed feed, Clock clock, long bootedEntries) {
        this.store = store;
        this.feed = feed;
        this.clock = clock;
        this.booted = Caffeine.newBuilder()
                .maximumWeight(bootedEntries)
                .weigher((Key key, Booted entry) ->
                        entry.topology().topology().upload().size())
                .build();
        feed.listen(this);
    }

    /**
     * What is kept: the current revision of a name, or a revision of one topology of that name, which never changes.
     *
     * @param created number of the write that created the topology; 0 for what is current
     * @param revision 0 for what is current
     * @param era how often the feed began anew when it was read: what is read while it does so is found by nobody
     */
    private record Key(TopologyName name, long created, int revision, int era) {}

    /** A revision that answers, and where it stands in the order of writes. */
    private record Booted(BootedTopology topology, long number, long created) {

        static Booted of(Current current) {
            return new Booted(new BootedTopology(current.topology()), current.number(), current.created());
        }
    }

    /**
     * What a write did, and the topology as it now answers.
     *
     * @param booted the current revision
     * @param outcome what the write did
     */
    public record Written(BootedTopology booted, Outcome outcome) {}

    /**
     * Creates a topology or gives it a new revision; the same upload again changes nothing.
     *
     * @throws PreconditionFailedException if the condition does not hold
     * @throws StoreFullException if there is no room
     * @throws StoreUnavailableException if the store takes no writes at the moment
     */
    public Written put(TopologyName name, Upload upload, Precondition condition) {
        requireStore();
        Saved saved = store.save(name, upload, condition);
        Booted written = remember(name, Booted.of(saved.current()));
        return new Written(written.topology(), saved.outcome());
    }

    /**
     * Creates a topology.
     *
     * @throws TopologyExistsException if there is one of that name
     * @throws StoreFullException if there is no room
     * @throws StoreUnavailableException if the store takes no writes at the moment
     */
    public BootedTopology create(TopologyName name, Upload upload) {
        try {
            return put(name, upload, Precondition.ABSENT).booted();
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
    public BootedTopology get(TopologyName name) {
        return current(name).topology();
    }

    /**
     * A revision that answers.
     *
     * @param revision the revision; empty for the current one
     * @throws UnknownTopologyException if there is none of that name
     * @throws UnknownRevisionException if the revision is not kept
     */
    public BootedTopology get(TopologyName name, Optional<Integer> revision) {
        Booted current = current(name);
        return revision.filter(wanted -> wanted != current.topology().topology().revision())
                .map(wanted -> old(name, wanted, current))
                .orElse(current)
                .topology();
    }

    /**
     * @throws UnknownTopologyException if there is none of that name
     * @throws PreconditionFailedException if the condition does not hold
     */
    public void delete(TopologyName name, Precondition condition) {
        requireStore();
        long number = store.delete(name, condition).orElseThrow(() -> new UnknownTopologyException(name));
        forget(name, number);
    }

    /** Replays an upload without storing it, under the name {@code replay} and revision 0. */
    public BootedTopology replay(Upload upload) {
        return new BootedTopology(new Topology(UNSTORED, 0, clock.instant(), "", upload));
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
        requireStore();
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
        requireStore();
        List<RevisionSummary> kept = store.revisions(name, before, limit);
        if (kept.isEmpty()) {
            current(name);
        }
        return kept;
    }

    @Override
    public void changed(Change change) {
        forget(change.name(), change.number());
    }

    @Override
    public void reset() {
        era.incrementAndGet();
        booted.invalidateAll();
    }

    private Key currentKey(TopologyName name) {
        return new Key(name, 0, 0, era.get());
    }

    /**
     * Read within the cache's lock for the name: a write that is told meanwhile waits for it, and then finds what was read
     * and throws it out if it is older.
     */
    private Booted current(TopologyName name) {
        return booted(
                currentKey(name),
                () -> store.find(name).map(Booted::of).orElseThrow(() -> new UnknownTopologyException(name)));
    }

    private Booted old(TopologyName name, int revision, Booted current) {
        Key key = new Key(name, current.created(), revision, era.get());
        return booted(
                key,
                () -> store.find(name, revision)
                        .map(topology -> new Booted(new BootedTopology(topology), current.number(), current.created()))
                        .orElseThrow(() -> new UnknownRevisionException(name, revision)));
    }

    private Booted booted(Key key, Supplier<Booted> reading) {
        Booted known = booted.getIfPresent(key);
        if (known != null) {
            return known;
        }
        requireStore();
        return booted.get(key, missing -> {
            // Whoever has waited for another's attempt knows by now whether it makes sense to try again.
            requireStore();
            return reading.get();
        });
    }

    /** While the store is known to be lost, nobody waits for it: threads that do would be missing to who asks for what is here. */
    private void requireStore() {
        if (!feed.isReachable()) {
            throw new StoreUnavailableException("The store does not answer.");
        }
    }

    /**
     * Keeps what was written here. Not if the feed is past it already: a later write of another process may have been told
     * before, and nobody would throw this one out again.
     */
    private Booted remember(TopologyName name, Booted written) {
        Booted kept = booted.asMap().compute(currentKey(name), (key, known) -> {
            if (known != null && known.number() >= written.number()) {
                return known;
            }
            return feed.position() < written.number() ? written : null;
        });
        return kept != null && kept.number() == written.number() ? kept : written;
    }

    /** Not {@code computeIfPresent}: that does not wait for a read of what is not there yet. */
    private void forget(TopologyName name, long number) {
        booted.asMap().compute(currentKey(name), (key, known) -> unlessBefore(number, known));
    }

    private static @Nullable Booted unlessBefore(long number, @Nullable Booted known) {
        return known == null || known.number() < number ? null : known;
    }
}

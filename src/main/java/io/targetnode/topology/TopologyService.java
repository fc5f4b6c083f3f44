package io.targetnode.topology;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.targetnode.topology.TopologyStore.Outcome;
import io.targetnode.topology.TopologyStore.Saved;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes uploads and hands out topologies that answer. */
public final class TopologyService {

    /** The name under which an upload is replayed that is not stored. */
    private static final TopologyName UNSTORED = new TopologyName("replay");

    private final TopologyStore store;
    private final Clock clock;

    /** The revision of each topology that was asked last, booted. */
    private final Cache<TopologyName, BootedTopology> booted;

    /** @param bootedEntries sum of the sizes of the machines that are kept booted at most, see {@link Upload#size()} */
    public TopologyService(TopologyStore store, Clock clock, long bootedEntries) {
        this.store = store;
        this.clock = clock;
        this.booted = Caffeine.newBuilder()
                .maximumWeight(bootedEntries)
                .weigher((TopologyName name, BootedTopology topology) ->
                        topology.topology().upload().size())
                .build();
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
     * @throws StoreFullException if there is no room; nothing has changed then
     */
    public Written put(TopologyName name, Upload upload) {
        Saved saved = store.save(name, upload);
        return new Written(boot(saved.topology()), saved.outcome());
    }

    /**
     * Creates a topology.
     *
     * @throws TopologyExistsException if there is one of that name
     * @throws StoreFullException if there is no room; nothing has changed then
     */
    public BootedTopology create(TopologyName name, Upload upload) {
        return boot(store.create(name, upload));
    }

    /** @throws UnknownTopologyException if there is none of that name */
    public BootedTopology get(TopologyName name) {
        return boot(store.find(name).orElseThrow(() -> new UnknownTopologyException(name)));
    }

    /**
     * A revision; the current one if none is named. A placeholder for the store of revisions: older ones answer as the current.
     *
     * @throws UnknownTopologyException if there is none of that name, or not that many revisions of it
     */
    public BootedTopology get(TopologyName name, Optional<Integer> revision) {
        BootedTopology current = get(name);
        if (revision.isPresent() && revision.get() > current.topology().revision()) {
            throw new UnknownTopologyException(name);
        }
        return current;
    }

    /** @throws UnknownTopologyException if there is none of that name */
    public void delete(TopologyName name) {
        if (!store.delete(name)) {
            throw new UnknownTopologyException(name);
        }
        booted.invalidate(name);
    }

    /** Replays an upload without storing it, under the name {@code replay} and revision 0. */
    public BootedTopology replay(Upload upload) {
        return new BootedTopology(new Topology(UNSTORED, 0, clock.instant(), upload));
    }

    /**
     * Current revisions ordered by name.
     *
     * @param after the last name that the caller has seen; empty for the beginning
     * @param prefix what names begin with; empty for all
     * @param labels labels that all must be there with the value given
     * @param limit at most so many
     */
    public List<Topology> list(Optional<TopologyName> after, String prefix, Map<String, String> labels, int limit) {
        return store.list(
                after, prefix, topology -> topology.upload().labels().entrySet().containsAll(labels.entrySet()), limit);
    }

    private BootedTopology boot(Topology topology) {
        BootedTopology known = booted.getIfPresent(topology.name());
        if (known != null && known.topology().equals(topology)) {
            return known;
        }
        BootedTopology current = new BootedTopology(topology);
        booted.put(topology.name(), current);
        return current;
    }
}

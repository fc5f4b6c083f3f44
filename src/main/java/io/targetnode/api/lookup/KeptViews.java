package io.targetnode.api.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.targetnode.topology.BootedTopology;
import io.targetnode.topology.KernelView;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was made of views that were asked for: a few for each topology that is in memory, as clients may name any number of
 * releases. Those of a topology go with it. Safe for concurrent use.
 */
final class KeptViews<V> {

    /**
     * One more, and all make room: which of them are asked for again shows soon. Requests at the same time may exceed it by their
     * number.
     */
    static final int KEPT = 8;

    private final Cache<BootedTopology, Map<Terms, V>> views =
            Caffeine.newBuilder().weakKeys().build();

    private final Function<KernelView, V> making;

    /** @param making must not keep the topology */
    KeptViews(Function<KernelView, V> making) {
        this.making = making;
    }

    /** What {@link #prepare} was told of before, if it still is kept. */
    Optional<V> find(BootedTopology topology, Terms terms) {
        Map<Terms, V> kept = views.getIfPresent(topology);
        return kept == null ? Optional.empty() : Optional.ofNullable(kept.get(terms));
    }

    /**
     * Keeps a view to be found.
     *
     * @param terms what it was chosen by
     */
    V prepare(KernelView view, Terms terms) {
        Map<Terms, V> kept = views.get(view.booted(), topology -> new ConcurrentHashMap<>());
        V known = kept.get(terms);
        if (known != null) {
            return known;
        }
        if (kept.size() >= KEPT) {
            kept.clear();
        }
        V prepared = making.apply(view);
        kept.put(terms, prepared);
        return prepared;
    }
}

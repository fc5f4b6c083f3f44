package io.targetnode.api.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.targetnode.topology.BootedTopology;
import io.targetnode.topology.KernelView;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Views that were asked for, prepared to answer again: a few for each topology that is in memory, as clients may name any
 * number of releases. Those of a topology go with it. Safe for concurrent use.
 */
@Component
final class PreparedViews {

    /**
     * One more, and all make room: which of them are asked for again shows soon. Requests at the same time may exceed it by their
     * number. At 2 KiB each, 16 KiB for a topology.
     */
    static final int KEPT = 8;

    private final Cache<BootedTopology, Map<Terms, PreparedView>> views =
            Caffeine.newBuilder().weakKeys().build();

    /** What {@link #prepare} was told of before, if it still is kept. */
    Optional<PreparedView> find(BootedTopology topology, Terms terms) {
        Map<Terms, PreparedView> kept = views.getIfPresent(topology);
        return kept == null ? Optional.empty() : Optional.ofNullable(kept.get(terms));
    }

    /**
     * Keeps a view to be found.
     *
     * @param terms what it was chosen by
     */
    PreparedView prepare(KernelView view, Terms terms) {
        Map<Terms, PreparedView> kept = views.get(view.booted(), topology -> new ConcurrentHashMap<>());
        PreparedView known = kept.get(terms);
        if (known != null) {
            return known;
        }
        if (kept.size() >= KEPT) {
            kept.clear();
        }
        PreparedView prepared = new PreparedView(view);
        kept.put(terms, prepared);
        return prepared;
    }
}

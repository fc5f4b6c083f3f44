package io.targetnode.api.lookup;

import io.targetnode.topology.service.KernelView;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * What was made of the views of a topology that were asked for: a few, as clients may name any number of releases. Safe for
 * concurrent use.
 */
final class KeptViews<V> {

    /**
     * One more, and all make room: which of them are asked for again shows soon. Requests at the same time may exceed it by their
     * number.
     */
    static final int KEPT = 8;

    private final Map<Terms, V> views = new ConcurrentHashMap<>();
    private final Function<KernelView, V> making;

    KeptViews(Function<KernelView, V> making) {
        this.making = making;
    }

    /** What {@link #prepare} was told of before, if it still is kept. */
    Optional<V> find(Terms terms) {
        return Optional.ofNullable(views.get(terms));
    }

    /**
     * Keeps a view to be found.
     *
     * @param terms what it was chosen by
     */
    V prepare(KernelView view, Terms terms) {
        V known = views.get(terms);
        if (known != null) {
            return known;
        }
        if (views.size() >= KEPT) {
            views.clear();
        }
        V prepared = making.apply(view);
        views.put(terms, prepared);
        return prepared;
    }
}

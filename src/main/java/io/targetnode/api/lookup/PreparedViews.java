package io.targetnode.api.lookup;

import io.targetnode.topology.service.KernelView;
import io.targetnode.topology.service.ReplayedTopology;
import java.util.Optional;

/** Views of a topology that were asked for, prepared to answer again: for one address, at 2 KiB each, and for batches. */
final class PreparedViews {

    private final KeptViews<PreparedView> views = new KeptViews<>(PreparedView::new);
    private final KeptViews<PreparedBatch> batches = new KeptViews<>(PreparedBatch::of);

    private PreparedViews() {}

    /** Those of the topology; they go with it. */
    static PreparedViews of(ReplayedTopology topology) {
        return topology.companion(PreparedViews.class, PreparedViews::new);
    }

    Optional<PreparedView> find(Terms terms) {
        return views.find(terms);
    }

    PreparedView prepare(KernelView view, Terms terms) {
        return views.prepare(view, terms);
    }

    Optional<PreparedBatch> findBatch(Terms terms) {
        return batches.find(terms);
    }

    PreparedBatch prepareBatch(KernelView view, Terms terms) {
        return batches.prepare(view, terms);
    }
}

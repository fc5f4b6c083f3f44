package io.targetnode.api.lookup;

import io.targetnode.topology.BootedTopology;
import io.targetnode.topology.KernelView;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Views that were asked for, prepared to answer again: for one address, at 2 KiB each, and for batches. */
@Component
final class PreparedViews {

    private final KeptViews<PreparedView> views = new KeptViews<>(PreparedView::new);
    private final KeptViews<PreparedBatch> batches = new KeptViews<>(PreparedBatch::of);

    Optional<PreparedView> find(BootedTopology topology, Terms terms) {
        return views.find(topology, terms);
    }

    PreparedView prepare(KernelView view, Terms terms) {
        return views.prepare(view, terms);
    }

    Optional<PreparedBatch> findBatch(BootedTopology topology, Terms terms) {
        return batches.find(topology, terms);
    }

    PreparedBatch prepareBatch(KernelView view, Terms terms) {
        return batches.prepare(view, terms);
    }
}

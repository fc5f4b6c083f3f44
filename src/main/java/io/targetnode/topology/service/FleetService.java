package io.targetnode.topology.service;

import io.targetnode.topology.Fleet;
import io.targetnode.topology.FleetStore;

/** The judgements of all topologies. Fails at once while the store is unreachable. */
public final class FleetService {

    private final FleetStore store;
    private final TopologyFeed feed;

    public FleetService(FleetStore store, TopologyFeed feed) {
        this.store = store;
        this.feed = feed;
    }

    /** See {@link FleetStore#fleet}. */
    public Fleet fleet() {
        feed.requireReachable();
        return store.fleet();
    }
}

package io.targetnode.topology.service;

import io.targetnode.topology.FleetFilter;
import io.targetnode.topology.FleetStore;
import io.targetnode.topology.FleetSummary;
import io.targetnode.topology.JudgedTopology;
import io.targetnode.topology.TopologyName;
import java.util.List;
import java.util.Optional;

/** The judgements of all topologies. Fails at once while the store is unreachable. */
public final class FleetService {

    private final FleetStore store;
    private final TopologyFeed feed;

    public FleetService(FleetStore store, TopologyFeed feed) {
        this.store = store;
        this.feed = feed;
    }

    /** See {@link FleetStore#summary}. */
    public FleetSummary summary(FleetFilter filter, int groups, int names) {
        feed.requireReachable();
        return store.summary(filter, groups, names);
    }

    /** See {@link FleetStore#list}. */
    public List<JudgedTopology> list(Optional<TopologyName> after, FleetFilter filter, int limit) {
        feed.requireReachable();
        return store.list(after, filter, limit);
    }
}

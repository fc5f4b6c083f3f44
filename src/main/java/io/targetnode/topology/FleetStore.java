package io.targetnode.topology;

import java.util.List;
import java.util.Optional;

/**
 * The judgements of all current revisions. A revision is judged when it is written. A judgement by other rules than the current ones does
 * not count. Every call throws {@link StoreUnavailableException} if the store is unreachable.
 */
public interface FleetStore {

    /**
     * Counts all topologies that a filter selects.
     *
     * @param groups maximum number of kernels and of layouts
     * @param names maximum number of names of damaged topologies
     */
    FleetSummary summary(FleetFilter filter, int groups, int names);

    /**
     * Lists judged topologies in the order of their names.
     *
     * @param after the last name of the previous page, exclusive; empty for the first page
     * @param limit maximum number of topologies
     */
    List<JudgedTopology> list(Optional<TopologyName> after, FleetFilter filter, int limit);
}

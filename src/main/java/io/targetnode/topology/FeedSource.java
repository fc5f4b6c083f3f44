package io.targetnode.topology;

import java.time.Duration;
import java.util.List;

/**
 * The writes of all processes on the store, in one order. A write that another one has replaced since may be left out once
 * its revision is not kept any more; the last write of each topology is always there, deletions as long as
 * {@link FeedPosition#forgotten} says.
 */
public interface FeedSource {

    /** @throws StoreUnavailableException if the store cannot be asked */
    FeedPosition position();

    /**
     * Writes in their order.
     *
     * @param after number of the last write that the caller knows
     * @param limit at most so many
     * @throws StoreUnavailableException if the store cannot be asked
     */
    List<TopologyChange> changes(long after, int limit);

    /**
     * Waits until there may be something new.
     *
     * @param atMost after which it returns in any case
     * @throws StoreUnavailableException if the store cannot be asked
     */
    void await(Duration atMost) throws InterruptedException;
}

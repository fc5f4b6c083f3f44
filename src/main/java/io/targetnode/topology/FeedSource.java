package io.targetnode.topology;

import java.time.Duration;
import java.util.List;

/**
 * The writes of all processes on the store, in their total order. A write may be missing once its revision has been deleted
 * under the retention. The last write of each topology is never missing, except for purged deletions
 * ({@link FeedPosition#purged}).
 */
public interface FeedSource {

    /** @throws StoreUnavailableException if the store is unreachable */
    FeedPosition position();

    /**
     * Reads writes in order.
     *
     * @param after the number of the last write that the caller has read
     * @param limit maximum number of writes
     * @throws StoreUnavailableException if the store is unreachable
     * @throws DamagedRevisionException if the store is damaged where it has the entries
     */
    List<FeedEntry> entries(long after, int limit);

    /**
     * Waits for a signal that there may be new writes.
     *
     * @param timeout how long to wait at most
     * @throws StoreUnavailableException if the store is unreachable
     */
    void await(Duration timeout) throws InterruptedException;
}

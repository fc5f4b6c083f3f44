package io.targetnode.store;

import java.time.Duration;

/** Tells who follows the feed that there may be something new. It may ring in vain; the feed is asked in any case. */
interface Doorbell extends AutoCloseable {

    /** Rings when the transaction of the caller is committed, for processes that this one cannot reach otherwise. */
    void ringOnCommit();

    /** Rings in this process, after a commit. */
    void ring();

    /**
     * Waits until it rings.
     *
     * @param atMost after which it returns in any case
     * @throws io.targetnode.topology.StoreUnavailableException if it cannot be heard at the moment
     */
    void await(Duration atMost) throws InterruptedException;

    @Override
    void close();
}

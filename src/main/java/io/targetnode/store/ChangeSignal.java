package io.targetnode.store;

import java.time.Duration;

/** Wakes the readers of the feed after a write. Signals may be lost or spurious, so the feed also polls. */
interface ChangeSignal extends AutoCloseable {

    /** Called within the transaction of a write: signals other processes when it commits. */
    void notifyOnCommit();

    /** Called after the commit: signals this process. */
    void notifyLocally();

    /**
     * Waits for a signal.
     *
     * @param timeout how long to wait at most
     * @throws io.targetnode.topology.StoreUnavailableException if the connection is lost
     */
    void await(Duration timeout) throws InterruptedException;

    @Override
    void close();
}

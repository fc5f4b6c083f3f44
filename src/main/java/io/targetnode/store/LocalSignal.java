package io.targetnode.store;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The signal of a store that a single process uses. */
final class LocalSignal implements ChangeSignal {

    private final Semaphore signals = new Semaphore(0);

    @Override
    public void notifyOnCommit() {
        // No other process uses the store.
    }

    @Override
    public void notifyLocally() {
        signals.release();
    }

    @Override
    public void await(Duration timeout) throws InterruptedException {
        if (signals.tryAcquire(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
            signals.drainPermits();
        }
    }

    @Override
    public void close() {
        // Nothing to release.
    }
}

package io.targetnode.store;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The doorbell of a store that one process has for itself. */
final class LocalDoorbell implements Doorbell {

    private final Semaphore rung = new Semaphore(0);

    @Override
    public void ringOnCommit() {
        // There is nobody else.
    }

    @Override
    public void ring() {
        rung.release();
    }

    @Override
    public void await(Duration atMost) throws InterruptedException {
        if (rung.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}

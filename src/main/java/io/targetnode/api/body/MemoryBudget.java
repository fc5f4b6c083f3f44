package io.targetnode.api.body;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that all requests together may use for bodies and answers that are held completely. Each request has a limit of
 * its own; the budget keeps many of them at once from exhausting the heap. Counted in KiB. A small reservation does not queue
 * after a large one.
 */
public final class MemoryBudget {

    private final int timeoutSeconds;
    private final int total;
    private final Semaphore free;

    /**
     * @param bytes the whole budget
     * @param timeoutSeconds how long a request waits for memory
     */
    public MemoryBudget(long bytes, int timeoutSeconds) {
        this.timeoutSeconds = timeoutSeconds;
        this.total = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes >> 10));
        this.free = new Semaphore(total);
    }

    /** The memory of one request, none at first. Close it when the request is done. */
    public MemoryReservation reserve() {
        return new MemoryReservation(this);
    }

    /** Bytes that are not reserved. */
    public long freeBytes() {
        return (long) free.availablePermits() << 10;
    }

    /**
     * Takes memory, and waits for it. A request for more than the whole budget takes the whole budget.
     *
     * @return KiB taken
     * @throws ProblemException if the timeout passes first
     */
    int take(long bytes) {
        int kibibytes = kibibytes(bytes);
        if (!acquire(kibibytes)) {
            throw new ProblemException(
                    ProblemType.BUSY,
                    "Other large requests use the memory; none became free within %d seconds. Try again."
                            .formatted(timeoutSeconds),
                    List.of());
        }
        return kibibytes;
    }

    /** Takes memory without waiting. Returns KiB taken, or 0. */
    int takeIfFree(long bytes) {
        int kibibytes = kibibytes(bytes);
        return free.tryAcquire(kibibytes) ? kibibytes : 0;
    }

    /** Takes memory if half of the budget stays free, without waiting. Returns KiB taken, or 0. */
    int takeIfHalfIsFree(long bytes) {
        return free.availablePermits() - kibibytes(bytes) < total / 2 ? 0 : takeIfFree(bytes);
    }

    void release(int kibibytes) {
        free.release(kibibytes);
    }

    private int kibibytes(long bytes) {
        return (int) Math.min(total, (bytes >> 10) + 1);
    }

    private boolean acquire(int kibibytes) {
        try {
            return free.tryAcquire(kibibytes, timeoutSeconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

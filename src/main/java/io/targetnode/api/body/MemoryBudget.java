package io.targetnode.api.body;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that all requests together may use for complete bodies and answers. Each request has its own limit; the budget
 * prevents many concurrent requests from exhausting the heap. It counts in KiB. A small reservation does not wait behind a
 * large one.
 */
public final class MemoryBudget {

    private final int timeoutSeconds;
    private final int total;
    private final Semaphore free;

    /**
     * @param bytes the total
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
     * Takes memory; waits until it is free. A request for more than the total takes the total.
     *
     * @return KiB taken
     * @throws ProblemException if the timeout expires first
     */
    int take(long bytes) {
        int kibibytes = kibibytes(bytes);
        if (!acquire(kibibytes)) {
            throw new ProblemException(
                    ProblemType.BUSY,
                    "Other large requests use the available memory; not enough became free within %d seconds. Try again."
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

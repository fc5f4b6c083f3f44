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
    /** Of the request that waits while it holds memory. */
    private final Semaphore turn = new Semaphore(1, true);

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

    /** The most that one answer takes, however large it is. */
    long answerBytes() {
        return total / 8 * 3L << 10;
    }

    /** Bytes that are not reserved. */
    public long freeBytes() {
        return (long) free.availablePermits() << 10;
    }

    /**
     * Takes memory, and waits until it is free. At most one request waits while it holds memory; another one that would have to
     * is refused at once, because several of them could wait for each other.
     *
     * @param held KiB that the request holds. A request for more than the rest takes the rest: a request that is alone never waits.
     * @return KiB taken
     * @throws ProblemException if the timeout expires first
     */
    int take(long bytes, int held) {
        int kibibytes = Math.min(kibibytes(bytes), total - held);
        if (free.tryAcquire(kibibytes)) {
            return kibibytes;
        }
        if (!acquire(turn, 1, held == 0 ? timeoutSeconds : 0)) {
            throw lacking();
        }
        try {
            if (!acquire(free, kibibytes, timeoutSeconds)) {
                throw lacking();
            }
            return kibibytes;
        } finally {
            turn.release();
        }
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

    /** The answer to a request for which there is no memory. */
    ProblemException lacking() {
        return new ProblemException(
                ProblemType.BUSY,
                "Other large requests use the available memory; not enough became free within %d seconds. Try again."
                        .formatted(timeoutSeconds),
                List.of());
    }

    void release(int kibibytes) {
        free.release(kibibytes);
    }

    private int kibibytes(long bytes) {
        return (int) Math.min(total, (bytes >> 10) + 1);
    }

    private static boolean acquire(Semaphore from, int permits, int seconds) {
        try {
            return from.tryAcquire(permits, seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package io.targetnode.api.body;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import java.util.ArrayList;
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
    /** May contain equal requests; it does not matter which of them is removed. */
    private final List<Wait> waits = new ArrayList<>();

    /**
     * A request that waits for memory.
     *
     * @param held KiB that it holds
     * @param need KiB that it waits for
     */
    private record Wait(int held, int need) {}

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

    /** The total in bytes. */
    public long totalBytes() {
        return (long) total << 10;
    }

    /** Bytes that are not reserved. */
    public long freeBytes() {
        return (long) free.availablePermits() << 10;
    }

    /**
     * Takes memory, and waits until it is free. To prevent a deadlock, a request is refused at once if the memory that all waiting
     * requests hold does not leave enough for the largest of their needs.
     *
     * @param held KiB that the request already holds. At most the rest of the budget is taken, so a request that is alone never waits.
     * @return KiB taken
     * @throws ProblemException if the timeout expires first
     */
    int take(long bytes, int held) {
        Wait wait = new Wait(held, Math.min(kibibytes(bytes), total - held));
        if (free.tryAcquire(wait.need())) {
            return wait.need();
        }
        begin(wait);
        try {
            if (!acquire(wait.need())) {
                throw lacking();
            }
            return wait.need();
        } finally {
            end(wait);
        }
    }

    private synchronized void begin(Wait wait) {
        waits.add(wait);
        int held = waits.stream().mapToInt(Wait::held).sum();
        int need = waits.stream().mapToInt(Wait::need).max().orElse(0);
        if (wait.held() > 0 && held > total - need) {
            end(wait);
            throw lacking();
        }
    }

    private synchronized void end(Wait wait) {
        waits.remove(wait);
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

    /** The answer to a request for which there is no memory, at once or after the timeout. */
    ProblemException lacking() {
        return new ProblemException(
                ProblemType.BUSY,
                "Other large requests use the available memory. Try again in a few seconds.",
                List.of());
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

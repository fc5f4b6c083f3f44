package io.targetnode.api.body;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The memory that all requests together may take for what they hold whole. Each request is bounded by itself; this keeps
 * many of them at once from exhausting the heap. Counted in KiB; a small request passes a large one that waits.
 */
public final class MemoryBudget {

    private final int timeoutSeconds;
    private final int total;
    private final Semaphore free;

    /**
     * @param bytes what may be taken in all
     * @param timeoutSeconds how long a request waits for it
     */
    public MemoryBudget(long bytes, int timeoutSeconds) {
        this.timeoutSeconds = timeoutSeconds;
        this.total = (int) Math.min(Integer.MAX_VALUE, Math.max(1, bytes >> 10));
        this.free = new Semaphore(total);
    }

    /** What was granted; to be closed when it is not needed any more. */
    final class Grant implements AutoCloseable {

        private final int kibibytes;

        private Grant(int kibibytes) {
            this.kibibytes = kibibytes;
        }

        @Override
        public void close() {
            free.release(kibibytes);
        }
    }

    /**
     * Asks for memory; more than there is in all counts as all there is.
     *
     * @throws ProblemException if it was not to be had in time
     */
    Grant take(long bytes) {
        int kibibytes = kibibytes(bytes);
        if (!taken(kibibytes)) {
            throw new ProblemException(
                    ProblemType.BUSY,
                    "Other large requests are being read; this one did not get its turn within %d seconds."
                            .formatted(timeoutSeconds),
                    List.of());
        }
        return new Grant(kibibytes);
    }

    /** Asks for memory, without waiting for it. */
    public Optional<Grant> takeIfFree(long bytes) {
        int kibibytes = kibibytes(bytes);
        return free.tryAcquire(kibibytes) ? Optional.of(new Grant(kibibytes)) : Optional.empty();
    }

    /** Asks for memory that could be done without: not had if less than half of all would stay free. Does not wait. */
    Optional<Grant> takeIfPlenty(long bytes) {
        return free.availablePermits() - kibibytes(bytes) < total / 2 ? Optional.empty() : takeIfFree(bytes);
    }

    private int kibibytes(long bytes) {
        return (int) Math.min(total, (bytes >> 10) + 1);
    }

    private boolean taken(int kibibytes) {
        try {
            return free.tryAcquire(kibibytes, timeoutSeconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

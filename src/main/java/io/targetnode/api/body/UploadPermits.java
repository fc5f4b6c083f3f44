package io.targetnode.api.body;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Permits for the work of an upload up to the store: parsing, replay and judgement. Views of an upload that is not stored need one
 * only for parsing. Permits are fewer than the processors, so that look-ups, which need none, stay fast however many uploads arrive. A
 * request takes its permit after its body has arrived, so a slow client holds none.
 */
public final class UploadPermits {

    private final int count;
    private final int timeoutSeconds;
    private final Semaphore free;

    /**
     * @param count uploads that are processed at the same time
     * @param timeoutSeconds how long a request waits for a permit
     */
    public UploadPermits(int count, int timeoutSeconds) {
        this.count = count;
        this.timeoutSeconds = timeoutSeconds;
        this.free = new Semaphore(count, true);
    }

    /** The work of an upload. It must not wait. */
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /**
     * Works under a permit.
     *
     * @throws ProblemException if the timeout expires before there is one
     */
    public <T, E extends Exception> T with(Work<T, E> work) throws E {
        if (!acquire()) {
            throw new ProblemException(
                    ProblemType.BUSY,
                    "Other uploads are waiting; at most %d are processed at the same time. Try again in a few seconds."
                            .formatted(count),
                    List.of());
        }
        try {
            return work.run();
        } finally {
            free.release();
        }
    }

    private boolean acquire() {
        try {
            return free.tryAcquire(timeoutSeconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

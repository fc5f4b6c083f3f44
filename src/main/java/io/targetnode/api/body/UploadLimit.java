package io.targetnode.api.body;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import java.time.Duration;
import java.util.List;

/**
 * Limits of a body that is read completely.
 *
 * @param bytes its maximum length
 * @param timeout how long it may take to arrive
 */
public record UploadLimit(int bytes, Duration timeout) {

    private static final int MIN_BYTES_PER_SECOND = 1024;

    /** The rate is not checked in the first quarter of the time. */
    private static final int UNMEASURED_PART = 4;

    /** @throws ProblemException if a body of this length is too long */
    void require(long count) {
        if (count > bytes) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "The body is longer than the limit of %,d bytes.".formatted(bytes),
                    List.of());
        }
    }

    /**
     * @param count bytes that have arrived
     * @param startNanos when the service began to read the body
     * @throws ProblemException if the body is too long or arrives too slowly
     */
    void require(long count, long startNanos) {
        require(count);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
        if (elapsed.compareTo(timeout) > 0) {
            throw tooSlow("The body did not arrive within %d seconds.".formatted(timeout.toSeconds()));
        }
        boolean isLate = elapsed.compareTo(timeout.dividedBy(UNMEASURED_PART)) > 0;
        if (isLate && count * 1_000 < elapsed.toMillis() * MIN_BYTES_PER_SECOND) {
            throw tooSlow("The body arrives at less than %,d bytes a second.".formatted(MIN_BYTES_PER_SECOND));
        }
    }

    private static ProblemException tooSlow(String detail) {
        return new ProblemException(ProblemType.TOO_SLOW, detail, List.of());
    }
}

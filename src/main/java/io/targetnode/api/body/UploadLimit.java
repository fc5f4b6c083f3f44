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
     * @param deadline a value of {@link System#nanoTime}
     * @throws ProblemException if the body is too long or arrives too slowly
     */
    void require(long count, long deadline) {
        require(count);
        if (System.nanoTime() - deadline > 0) {
            throw new ProblemException(
                    ProblemType.TOO_SLOW,
                    "The body did not arrive within %d seconds.".formatted(timeout.toSeconds()),
                    List.of());
        }
    }
}

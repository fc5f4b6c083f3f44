package io.targetnode.api.body;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import java.time.Duration;
import java.util.List;

/**
 * How long a body may be that is read whole, and how long it may take to arrive.
 *
 * @param bytes the limit
 * @param timeout from the first byte to the last
 */
public record UploadLimit(int bytes, Duration timeout) {

    /** @throws ProblemException if a body of so many bytes is too long */
    void require(long count) {
        if (count > bytes) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "A body may have %,d bytes here, and this one has more.".formatted(bytes),
                    List.of());
        }
    }

    /**
     * @param deadline as {@link System#nanoTime} counts
     * @throws ProblemException if a body of which so many bytes have arrived is too long or too slow
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

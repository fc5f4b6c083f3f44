package io.targetnode.analysis;

/** The answers of too many kernels for a machine with very many ranges are to be compared. */
public final class ComparisonTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ComparisonTooLargeException(long pieces, int limit) {
        super("the answers have %,d ranges in all, and at most %,d are compared: name fewer kernels"
                .formatted(pieces, limit));
    }
}

package io.targetnode.topology;

/** An upload exceeds a {@link Quota}. The message names the limit and the usage. */
public final class QuotaExceededException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public QuotaExceededException(String message) {
        super(message);
    }
}

package io.targetnode.topology;

/** The condition of a write does not hold; nothing has changed. */
public final class PreconditionFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PreconditionFailedException(String message) {
        super(message);
    }
}

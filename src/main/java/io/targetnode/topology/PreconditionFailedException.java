package io.targetnode.topology;

/** A write that is tied to a condition which does not hold; nothing has changed. */
public final class PreconditionFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public PreconditionFailedException(String message) {
        super(message);
    }
}

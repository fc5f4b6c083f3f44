package io.targetnode.kernel;

/** A machine that is described well, and that the replay does not model: the message says what and why. */
public final class NotModelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotModelledException(String message) {
        super(message);
    }
}

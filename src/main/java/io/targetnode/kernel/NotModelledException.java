package io.targetnode.kernel;

/** A valid machine that the replay does not model. The message names the feature and the reason. */
public final class NotModelledException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotModelledException(String message) {
        super(message);
    }
}

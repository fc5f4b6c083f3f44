package io.targetnode.topology;

/** The store has no space for another topology. */
public final class StoreFullException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StoreFullException(String message) {
        super(message);
    }
}

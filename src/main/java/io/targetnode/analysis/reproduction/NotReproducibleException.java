package io.targetnode.analysis.reproduction;

/** QEMU cannot boot a machine with this layout. The message says why. */
public final class NotReproducibleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NotReproducibleException(String message) {
        super(message);
    }
}

package io.targetnode.api.backup;

/**
 * An export or another stream that failed after a part of it was sent. The container closes the connection in the middle of the body, so that the
 * client detects the failure even if it does not check the last line.
 */
public final class BrokenExportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason added as suppressed, not as the cause, because Spring would look for a handler of the cause */
    public BrokenExportException(RuntimeException reason) {
        super("a stream failed: " + reason.getMessage());
        addSuppressed(reason);
    }
}

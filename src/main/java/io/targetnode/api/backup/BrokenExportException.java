package io.targetnode.api.backup;

/**
 * An export that failed after a part of it was sent. The container closes the connection in the middle of the body, so that the
 * client detects the failure even if it does not check the last line.
 */
final class BrokenExportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason added as suppressed, not as the cause, because Spring would look for a handler of the cause */
    BrokenExportException(RuntimeException reason) {
        super("an export failed: " + reason.getMessage());
        addSuppressed(reason);
    }
}

package io.targetnode.api.backup;

/**
 * An export that failed after the answer had begun. The container closes the connection within the body, so that the client
 * notices even if it does not check the last line.
 */
final class BrokenExportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason suppressed instead of the cause: Spring would look for a handler of the cause */
    BrokenExportException(RuntimeException reason) {
        super("an export failed: " + reason.getMessage());
        addSuppressed(reason);
    }
}

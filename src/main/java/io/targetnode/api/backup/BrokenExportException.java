package io.targetnode.api.backup;

/**
 * An export that failed after it had begun. Nothing turns it into an answer: the connection is closed without the end of the
 * body, so that the client notices even if it does not look for the last line.
 */
final class BrokenExportException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param reason kept beside and not as the cause, which would be looked at for what to answer */
    BrokenExportException(RuntimeException reason) {
        super("an export could not be finished: " + reason.getMessage());
        addSuppressed(reason);
    }
}

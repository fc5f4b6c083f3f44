package io.targetnode.app.access;

import org.springframework.security.access.AccessDeniedException;

/** The credential is valid but does not allow the call. */
final class NotPermittedException extends AccessDeniedException {

    private static final long serialVersionUID = 1L;

    private final Scope scope;

    /**
     * @param scope what the call needs
     * @param detail what is missing, in a sentence
     */
    NotPermittedException(Scope scope, String detail) {
        super(detail);
        this.scope = scope;
    }

    Scope scope() {
        return scope;
    }
}

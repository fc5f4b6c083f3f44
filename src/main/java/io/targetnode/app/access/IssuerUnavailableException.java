package io.targetnode.app.access;

import org.springframework.security.core.AuthenticationException;

/** A token cannot be checked, because the keys of its issuer cannot be fetched. */
final class IssuerUnavailableException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    IssuerUnavailableException(Throwable cause) {
        super("The keys of the token's issuer cannot be fetched.", cause);
    }
}

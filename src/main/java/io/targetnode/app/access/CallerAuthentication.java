package io.targetnode.app.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

/** The authentication of a request that has a valid credential. It does not hold the credential. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    private static final long serialVersionUID = 1L;

    private final transient Caller caller;

    CallerAuthentication(Caller caller) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.caller = caller;
        setAuthenticated(true);
    }

    static Optional<Caller> caller(@Nullable Authentication authentication) {
        return authentication instanceof CallerAuthentication known ? Optional.of(known.caller) : Optional.empty();
    }

    /** The sender of the request that this thread handles; empty if it has no credential. */
    static Optional<Caller> current() {
        return caller(SecurityContextHolder.getContext().getAuthentication());
    }

    @Override
    public Object getPrincipal() {
        return caller.id();
    }

    @Override
    public Object getCredentials() {
        return "";
    }
}

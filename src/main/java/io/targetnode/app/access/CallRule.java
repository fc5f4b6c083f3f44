package io.targetnode.app.access;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/**
 * What a call needs. A path with the variable {@code name} also needs the authority to write that topology, if the scope is
 * {@link Scope#WRITE}.
 *
 * @param scope the scope
 * @param refusal the answer to a caller without the scope
 */
record CallRule(Scope scope, String refusal) implements AuthorizationManager<RequestAuthorizationContext> {

    CallRule(Scope scope) {
        this(scope, "This call needs the scope %s.".formatted(scope.text()));
    }

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext context) {
        Optional<Caller> caller = CallerAuthentication.caller(authentication.get());
        caller.ifPresent(known -> check(known, context.getVariables().get("name")));
        return new AuthorizationDecision(caller.isPresent());
    }

    private void check(Caller caller, @Nullable String name) {
        if (!caller.has(scope)) {
            throw new NotPermittedException(scope, refusal);
        }
        if (scope == Scope.WRITE && name != null) {
            checkName(caller, name);
        }
    }

    /** @throws NotPermittedException if the caller may not write the topology */
    static void checkName(Caller caller, String name) {
        if (!caller.mayWrite(name)) {
            throw new NotPermittedException(
                    Scope.WRITE,
                    caller.names().isEmpty()
                            ? "This credential may write no topologies: its list of names is empty."
                            : "This credential may write only the topologies %s."
                                    .formatted(String.join(", ", caller.names())));
        }
    }
}

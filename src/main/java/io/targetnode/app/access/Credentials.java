package io.targetnode.app.access;

import io.targetnode.api.problem.ProblemType;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** All credentials that the service accepts: API keys and tokens of the OAuth2 issuer. */
final class Credentials implements AuthenticationManager {

    private static final Duration NEXT_TOKEN = Duration.ofSeconds(1);

    private final KeyRing keys;
    private final Optional<JwtCallers> tokens;
    private final FailureLimit failures;
    private final RequestRate rate;

    Credentials(KeyRing keys, Optional<JwtCallers> tokens, FailureLimit failures, RequestRate rate) {
        this.keys = keys;
        this.tokens = tokens;
        this.failures = failures;
        this.rate = rate;
    }

    boolean isConfigured() {
        return keys.isConfigured() || tokens.isPresent();
    }

    /** For the log. */
    String summary() {
        return "API keys %s%s".formatted(keys.ids(), tokens.isPresent() ? ", and tokens of the OAuth2 issuer" : "");
    }

    /**
     * Whether the owner of a key, or of a token that was accepted before, may read now; counts the request. Never waits for the issuer.
     */
    boolean mayRead(String credential) {
        return known(TokenHash.of(credential))
                .filter(caller -> caller.has(Scope.READ) && rate.accept(caller))
                .isPresent();
    }

    /** Whether a credential that is valid now is still valid and still has the scope read, each time it is asked. */
    BooleanSupplier stillReads(String credential) {
        TokenHash hash = TokenHash.of(credential);
        return keys.find(hash).isPresent()
                ? () -> keys.find(hash).filter(caller -> caller.has(Scope.READ)).isPresent()
                : tokens.map(callers -> callers.untilExpiry(hash)).orElse(() -> false);
    }

    /** Whether a text is a key, or a token that was accepted before. */
    boolean isKnown(String text) {
        return known(TokenHash.of(text)).isPresent();
    }

    private Optional<Caller> known(TokenHash hash) {
        Optional<Caller> ofKey = keys.find(hash);
        return ofKey.isPresent() ? ofKey : tokens.flatMap(callers -> callers.known(hash));
    }

    /** The details of the authentication are the client's address. */
    @Override
    public Authentication authenticate(Authentication authentication) {
        String credential = ((BearerTokenAuthenticationToken) authentication).getToken();
        TokenHash hash = TokenHash.of(credential);
        Caller caller =
                known(hash).orElseGet(() -> check(credential, hash, String.valueOf(authentication.getDetails())));
        if (!rate.accept(caller)) {
            throw new CallRefusedException(ProblemType.TOO_MANY_REQUESTS, NEXT_TOKEN);
        }
        return new CallerAuthentication(caller);
    }

    /** A token of an address over the limit is not checked: the check may fetch the keys of the issuer. */
    private Caller check(String credential, TokenHash hash, String address) {
        JwtCallers issuer =
                tokens.orElseThrow(() -> new InvalidBearerTokenException("The credential is not one of the API keys."));
        if (failures.isExceeded(address)) {
            throw new CallRefusedException(ProblemType.TOO_MANY_FAILURES, FailureLimit.PERIOD);
        }
        return issuer.check(credential, hash);
    }
}

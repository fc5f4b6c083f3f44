package io.targetnode.app.access;

import java.util.Optional;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/** All credentials that the service accepts: API keys and tokens of the OAuth2 issuer. */
final class Credentials implements AuthenticationManager {

    private final KeyRing keys;
    private final Optional<JwtCallers> tokens;

    Credentials(KeyRing keys, Optional<JwtCallers> tokens) {
        this.keys = keys;
        this.tokens = tokens;
    }

    boolean isConfigured() {
        return keys.isConfigured() || tokens.isPresent();
    }

    /** For the log. */
    String summary() {
        return "API keys %s%s".formatted(keys.ids(), tokens.isPresent() ? ", and tokens of the OAuth2 issuer" : "");
    }

    /** The owner of a key, or of a token that was accepted before. Never waits for the issuer. */
    Optional<Caller> known(String credential) {
        return known(TokenHash.of(credential));
    }

    private Optional<Caller> known(TokenHash hash) {
        Optional<Caller> ofKey = keys.find(hash);
        return ofKey.isPresent() ? ofKey : tokens.flatMap(callers -> callers.known(hash));
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        String credential = ((BearerTokenAuthenticationToken) authentication).getToken();
        TokenHash hash = TokenHash.of(credential);
        return new CallerAuthentication(known(hash)
                .orElseGet(() -> tokens.orElseThrow(
                                () -> new InvalidBearerTokenException("The credential is not one of the API keys."))
                        .check(credential, hash)));
    }
}

package io.targetnode.app.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.targetnode.api.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;

/**
 * The tokens of the OAuth2 issuer. Scopes are {@code read} or {@code targetnode.read}, and so on, in the claim {@code scope} or
 * {@code scp}. The claim {@code targetnode_names} restricts writes to names and prefixes.
 */
final class JwtCallers {

    private static final Logger LOG = LoggerFactory.getLogger(JwtCallers.class);

    private static final String SCOPE_PREFIX = "targetnode.";

    private static final String NAMES_CLAIM = "targetnode_names";

    private static final int LONGEST_ID = 100;

    private static final Pattern PRINTABLE = Pattern.compile("\\p{Graph}*");
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^\\p{Graph}]");

    private static final int MAX_CACHED = 10_000;

    /** After this time, a token is checked again: the issuer may have withdrawn the key that signed it. */
    private static final Duration CACHED = Duration.ofMinutes(5);

    /** As in the check of a token. */
    private static final Duration CLOCK_SKEW = Duration.ofSeconds(60);

    private static final Duration LOG_INTERVAL = Duration.ofMinutes(1);

    private static final int LONGEST_REASON = 200;

    private final JwtDecoder decoder;
    private final AtomicLong lastLogged = new AtomicLong(System.nanoTime() - 2 * LOG_INTERVAL.toNanos());
    private final JwtGrantedAuthoritiesConverter authorities = new JwtGrantedAuthoritiesConverter();
    private final Cache<TokenHash, Accepted> accepted = Caffeine.newBuilder()
            .maximumSize(MAX_CACHED)
            .expireAfterWrite(CACHED)
            .build();

    private record Accepted(Caller caller, Instant until) {}

    JwtCallers(JwtDecoder decoder) {
        this.decoder = decoder;
        authorities.setAuthorityPrefix("");
    }

    /** The sender of a token that was accepted before and has not expired. */
    Optional<Caller> known(TokenHash hash) {
        return Optional.ofNullable(accepted.getIfPresent(hash))
                .filter(token -> token.until().isAfter(Instant.now()))
                .map(Accepted::caller);
    }

    /** Whether a token that was accepted before has not expired, each time it is asked. */
    BooleanSupplier untilExpiry(TokenHash hash) {
        Instant until = Optional.ofNullable(accepted.getIfPresent(hash))
                .filter(token -> token.caller().has(Scope.READ))
                .map(Accepted::until)
                .orElse(Instant.MIN);
        return () -> until.isAfter(Instant.now());
    }

    /**
     * Checks signature, times, issuer and audience, as configured.
     *
     * @throws InvalidBearerTokenException if the token is not valid
     * @throws CallRefusedException if the keys of the issuer cannot be fetched
     */
    Caller check(String token, TokenHash hash) {
        try {
            Jwt jwt = decoder.decode(token);
            Caller caller = new Caller(id(jwt), scopes(jwt), names(jwt));
            Instant until = Optional.ofNullable(jwt.getExpiresAt())
                    .map(expiry -> expiry.plus(CLOCK_SKEW))
                    .orElse(Instant.MAX);
            accepted.put(hash, new Accepted(caller, until));
            return caller;
        } catch (BadJwtException | ClassCastException e) {
            // A claim of an unexpected type is a ClassCastException.
            throw new InvalidBearerTokenException(String.valueOf(e.getMessage()), e);
        } catch (JwtException | JwtDecoderInitializationException e) {
            logUnavailable(e);
            throw new CallRefusedException(ProblemType.ISSUER_UNAVAILABLE, Duration.ofSeconds(1));
        }
    }

    private void logUnavailable(RuntimeException e) {
        long now = System.nanoTime();
        long last = lastLogged.get();
        if (now - last > LOG_INTERVAL.toNanos() && lastLogged.compareAndSet(last, now)) {
            String reason = NestedExceptionUtils.getMostSpecificCause(e).toString();
            LOG.warn(
                    "Access: tokens are answered 503, because the keys of their issuer cannot be fetched: {}",
                    reason.substring(0, Math.min(reason.length(), LONGEST_REASON)));
        }
    }

    private static String id(Jwt jwt) {
        return Optional.ofNullable(jwt.getSubject())
                .map(subject -> "sub:" + printable(subject))
                .or(() -> Optional.ofNullable(jwt.getClaimAsString("client_id"))
                        .map(client -> "client:" + printable(client)))
                .orElse("token");
    }

    /** For logs: a text that is long, or not printable, is shortened and ends with its fingerprint, so that no two are alike. */
    private static String printable(String id) {
        boolean isShort = id.length() <= LONGEST_ID;
        return isShort && PRINTABLE.matcher(id).matches()
                ? id
                : NOT_PRINTABLE
                                .matcher(isShort ? id : id.substring(0, LONGEST_ID))
                                .replaceAll("?") + "#" + TokenHash.of(id).fingerprint();
    }

    private Set<Scope> scopes(Jwt jwt) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (GrantedAuthority authority : authorities.convert(jwt)) {
            String name = String.valueOf(authority.getAuthority());
            Scope.find(name.startsWith(SCOPE_PREFIX) ? name.substring(SCOPE_PREFIX.length()) : name)
                    .ifPresent(scopes::add);
        }
        return scopes;
    }

    private static List<String> names(Jwt jwt) {
        return jwt.hasClaim(NAMES_CLAIM)
                ? Optional.ofNullable(jwt.getClaimAsStringList(NAMES_CLAIM)).orElse(List.of())
                : Caller.ALL_NAMES;
    }
}

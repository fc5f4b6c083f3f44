package io.targetnode.app.access;

import static io.targetnode.app.access.Scope.ADMIN;
import static io.targetnode.app.access.Scope.READ;
import static io.targetnode.app.access.Scope.WRITE;

import io.targetnode.api.parameter.ApiPaths;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** Which call needs which scope. */
final class CallRules {

    /** A call that no rule names needs admin: one that is forgotten here must not be open. */
    private static final String UNKNOWN_CALL =
            "The OpenAPI document has no call with this method and path. Other calls need the scope admin.";

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /** Calls that store nothing. */
    private static final RequestMatcher POSTED_READS = new OrRequestMatcher(Stream.of(
                    ApiPaths.REPLAY + "/**",
                    ApiPaths.TOPOLOGIES + "/{name}" + ApiPaths.LOOKUP,
                    ApiPaths.TOPOLOGIES + "/{name}/regions")
            .map(path -> (RequestMatcher) PathPatternRequestMatcher.pathPattern(HttpMethod.POST, path))
            .toList());

    private CallRules() {}

    /** Whether a call may change what is stored. */
    static boolean isWrite(HttpServletRequest request) {
        return !READS.contains(request.getMethod()) && !POSTED_READS.matches(request);
    }

    static void apply(AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry calls) {
        calls.dispatcherTypeMatchers(DispatcherType.ASYNC, DispatcherType.ERROR, DispatcherType.FORWARD)
                .permitAll() // the request was checked before
                .requestMatchers(EndpointRequest.to("prometheus"))
                .access(new CallRule(READ))
                .requestMatchers(EndpointRequest.toAnyEndpoint())
                .access(new CallRule(ADMIN))
                .requestMatchers(ApiPaths.EXPORT, ApiPaths.IMPORT, ApiPaths.AUDIT_LOG)
                .access(new CallRule(ADMIN))
                .requestMatchers(request -> !isWrite(request))
                .access(new CallRule(READ))
                .requestMatchers(ApiPaths.TOPOLOGIES, ApiPaths.TOPOLOGIES + "/{name}/**")
                .access(new CallRule(WRITE))
                .anyRequest()
                .access(new CallRule(ADMIN, UNKNOWN_CALL));
    }
}

package io.targetnode.app.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/** Logs each write, and each write that is refused to a known caller, in one line: who, what, from where, and the outcome. */
final class AuditLog extends OncePerRequestFilter {

    private static final Logger LOG = LoggerFactory.getLogger("io.targetnode.audit");

    /** Refusals of unknown callers, which {@link FailureLimit} logs. */
    private static final Set<HttpStatus> NOT_LOGGED = Set.of(HttpStatus.UNAUTHORIZED, HttpStatus.TOO_MANY_REQUESTS);

    private static final String REVISION = "Targetnode-Revision";

    private final RequestMatcher writes;

    AuditLog(RequestMatcher writes) {
        this.writes = writes;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !writes.matches(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int status = HttpStatus.INTERNAL_SERVER_ERROR.value();
        try {
            chain.doFilter(request, response);
            status = response.getStatus();
        } finally {
            if (!NOT_LOGGED.contains(HttpStatus.resolve(status))) {
                log(request, response, status);
            }
        }
    }

    private static void log(HttpServletRequest request, HttpServletResponse response, int status) {
        String caller = CallerAuthentication.current().map(Caller::id).orElse("anonymous");
        String path = Optional.ofNullable(response.getHeader(HttpHeaders.CONTENT_LOCATION))
                .orElse(request.getRequestURI());
        String revision = Optional.ofNullable(response.getHeader(REVISION)).orElse("");
        LOG.atInfo()
                .addKeyValue("caller", caller)
                .addKeyValue("address", request.getRemoteAddr())
                .addKeyValue("method", request.getMethod())
                .addKeyValue("path", path)
                .addKeyValue("status", status)
                .addKeyValue("revision", revision)
                .log(
                        "{} {} by {} from {}: status {}{}",
                        request.getMethod(),
                        path,
                        caller,
                        request.getRemoteAddr(),
                        status,
                        revision.isEmpty() ? "" : ", revision " + revision);
    }
}

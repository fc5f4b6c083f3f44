package io.targetnode.app.access;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Answers refused calls with problems and, as RFC 6750 says, with WWW-Authenticate. */
final class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final String CHALLENGE = "Bearer realm=\"targetnode\"";

    private final FailureLimit failures;
    private final Supplier<HandlerExceptionResolver> problems;
    private final String missing;
    private final String wrong;

    /** @param problems renders problems */
    Refusals(FailureLimit failures, Supplier<HandlerExceptionResolver> problems, AccessMode mode) {
        this.failures = failures;
        this.problems = problems;
        this.missing = mode.missing();
        this.wrong = mode.wrong();
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
        if (e instanceof CallRefusedException refused) {
            refuse(request, response, refused);
        } else if (!(e instanceof InvalidBearerTokenException)) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
            answer(request, response, ProblemType.UNAUTHORIZED, missing);
        } else if (failures.accept(request.getRemoteAddr())) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"invalid_token\"");
            answer(request, response, ProblemType.UNAUTHORIZED, wrong);
        } else {
            refuse(request, response, new CallRefusedException(ProblemType.TOO_MANY_FAILURES, FailureLimit.PERIOD));
        }
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, CallRefusedException refused) {
        if (refused.type().status() == HttpStatus.TOO_MANY_REQUESTS.value()) {
            // With 503, the problem has the header.
            response.setHeader(
                    HttpHeaders.RETRY_AFTER, String.valueOf(refused.retryAfter().toSeconds()));
        }
        answer(request, response, refused.type(), refused.type().meaning());
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e) {
        String scope = e instanceof NotPermittedException refused
                ? ", scope=\"%s\"".formatted(refused.scope().text())
                : "";
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"insufficient_scope\"" + scope);
        answer(request, response, ProblemType.NOT_PERMITTED, String.valueOf(e.getMessage()));
    }

    private void answer(HttpServletRequest request, HttpServletResponse response, ProblemType type, String detail) {
        problems.get().resolveException(request, response, null, new ProblemException(type, detail, List.of()));
    }
}

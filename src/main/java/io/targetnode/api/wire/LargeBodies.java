package io.targetnode.api.wire;

import io.targetnode.api.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/**
 * Lets a request with a large body in when there is memory for it, and refuses it with 503 when there is none for a while.
 * Small bodies pass, and so do streams of addresses, which are never held whole.
 */
@Component
final class LargeBodies extends OncePerRequestFilter {

    /** What every thread may read at once without asking. */
    private static final int SMALL_BYTES = 64 << 10;

    /** A body is held as bytes, as text and as values; values of the shortest JSON take most. */
    private static final int HELD_PER_BYTE = 16;

    private static final String RETRY_SECONDS = "1";
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT");

    private final MemoryBudget budget;
    private final UploadLimit limit;
    private final HandlerExceptionResolver problems;

    LargeBodies(
            MemoryBudget budget,
            UploadLimit limit,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems) {
        this.budget = budget;
        this.limit = limit;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        boolean small = length >= 0 && length <= SMALL_BYTES;
        return small || !WITH_BODY.contains(request.getMethod()) || isStream(request);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long length = request.getContentLengthLong();
        long held = length < 0 || length > limit.bytes() ? limit.bytes() : length;
        MemoryBudget.Grant grant;
        try {
            grant = budget.take(held * HELD_PER_BYTE);
        } catch (ProblemException busy) {
            response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
            problems.resolveException(request, response, null, busy);
            return;
        }
        try (grant) {
            chain.doFilter(request, response);
        }
    }

    private static boolean isStream(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && request.getMethod().equals("POST")
                && type.startsWith("text/plain")
                && request.getRequestURI().endsWith(ApiPaths.LOOKUP);
    }
}

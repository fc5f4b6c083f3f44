package io.targetnode.app;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.ForwardedHeaderFilter;

/** Spring's filter, which refuses malformed headers with a problem. Spring sends no body, and uses a prefix that is no path. */
final class ForwardedHeaders extends ForwardedHeaderFilter {

    private static final String PREFIX = "X-Forwarded-Prefix";

    /** Paths, separated by commas. */
    private static final Pattern PATHS = Pattern.compile("[A-Za-z0-9/._~, -]*");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable String prefix = request.getHeader(PREFIX);
        if (isRefused(request)) {
            chain.doFilter(request, response);
        } else if (prefix != null && !PATHS.matcher(prefix).matches()) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            super.doFilterInternal(request, response, chain);
        }
    }

    /** Whether the container renders a refusal: the headers may be malformed. */
    private static boolean isRefused(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR
                && Objects.equals(
                        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE), HttpServletResponse.SC_BAD_REQUEST);
    }
}

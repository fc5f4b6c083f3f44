package io.targetnode.api.origin;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.cors.CorsUtils;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.util.InvalidUrlException;

/**
 * Refuses requests that a page of another site sends with a visitor's browser, except for reads: such a page could otherwise change a
 * service that only the visitor can reach. Browsers say where a request comes from in {@code Sec-Fetch-Site} and {@code Origin};
 * other clients send neither.
 */
public final class CrossSiteFilter implements Filter {

    private static final String FETCH_SITE = "Sec-Fetch-Site";

    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    /** The service's own page, or the visitor: a bookmark, for instance. */
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final Set<String> allowedOrigins;
    private final Supplier<HandlerExceptionResolver> problems;

    /**
     * @param allowedOrigins other sites that may write
     * @param problems renders the refusal
     */
    public CrossSiteFilter(Collection<String> allowedOrigins, Supplier<HandlerExceptionResolver> problems) {
        this.allowedOrigins = Set.copyOf(allowedOrigins);
        this.problems = problems;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        if (READS.contains(request.getMethod()) || !isFromAnotherSite(request)) {
            chain.doFilter(request, response);
            return;
        }
        ProblemException refusal =
                new ProblemException(ProblemType.CROSS_SITE, ProblemType.CROSS_SITE.meaning(), List.of());
        problems.get().resolveException(request, (HttpServletResponse) response, null, refusal);
    }

    private boolean isFromAnotherSite(HttpServletRequest request) {
        @Nullable String origin = request.getHeader(HttpHeaders.ORIGIN);
        @Nullable String site = request.getHeader(FETCH_SITE);
        if (origin != null && allowedOrigins.contains(origin)) {
            return false;
        }
        return site == null || !OWN.contains(site)
                ? "cross-site".equals(site) || origin != null && isForeign(request)
                : false;
    }

    /** Whether scheme, host or port of the origin are not those of the request. */
    private static boolean isForeign(HttpServletRequest request) {
        try {
            return CorsUtils.isCorsRequest(request);
        } catch (InvalidUrlException e) {
            return true;
        }
    }
}

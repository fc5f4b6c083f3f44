package io.targetnode.api.compression;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.StringReader;
import java.util.Collections;
import org.apache.tomcat.util.http.parser.AcceptEncoding;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Compresses answers with gzip if the client accepts it. Tomcat's own compression leaves out every answer with a strong ETag, because
 * the compressed bytes need another ETag; here the tag of compressed bytes ends with {@code -gzip}. The fast path comes first: its
 * answers are too short to be compressed.
 */
@Component
@FilterRegistration(order = GzipFilter.ORDER, urlPatterns = "/api/*")
public final class GzipFilter implements Filter {

    /** After the fast path and the observation of requests. */
    static final int ORDER = 0;

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) servletRequest;
        if (!acceptsGzip(request)) {
            chain.doFilter(request, servletResponse);
            return;
        }
        GzipConditions conditions = new GzipConditions(request);
        try (GzipResponse response = new GzipResponse(request, (HttpServletResponse) servletResponse)) {
            chain.doFilter(conditions, response);
            if (response.getStatus() == HttpServletResponse.SC_NOT_MODIFIED && conditions.isOfGzip()) {
                response.markTag();
            }
            response.finish();
        }
    }

    private static boolean acceptsGzip(HttpServletRequest request) {
        String header = String.join(",", Collections.list(request.getHeaders(HttpHeaders.ACCEPT_ENCODING)));
        if (!header.contains("gzip")) {
            return false;
        }
        try {
            return AcceptEncoding.parse(new StringReader(header)).stream()
                    .anyMatch(coding -> coding.getEncoding().equalsIgnoreCase("gzip") && coding.getQuality() > 0);
        } catch (IOException e) {
            // A malformed header; the answer is sent uncompressed.
            return false;
        }
    }
}

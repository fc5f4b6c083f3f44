package io.targetnode.api.problem;

import io.targetnode.analysis.picture.MapStyle;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.web.servlet.HandlerInterceptor;

/** The security headers of pages: no page runs scripts of other sites, is shown in a frame, or reports its address to other sites. */
public final class PageHeaders implements HandlerInterceptor {

    private static final String SWAGGER_UI = "/swagger-ui";

    private static final String POLICY_NAME = "Content-Security-Policy";

    private static final String POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** Swagger UI sets HTML, has styles in its elements, and shows images from data: URLs. */
    private static final String SWAGGER_UI_NEEDS = "; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

    static final Map<String, String> HEADERS = Map.of(
            POLICY_NAME,
            POLICY + "; style-src 'self' " + MapStyle.CSP_SOURCE
                    + "; require-trusted-types-for 'script'; trusted-types 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        HEADERS.forEach(response::setHeader);
        if (request.getRequestURI().startsWith(request.getContextPath() + SWAGGER_UI)) {
            response.setHeader(POLICY_NAME, POLICY + SWAGGER_UI_NEEDS);
        }
        return true;
    }
}

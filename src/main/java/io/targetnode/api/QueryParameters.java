package io.targetnode.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.targetnode.api.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a parameter of the query that the call does not have, as a mistyped one would silently change the answer, and one
 * that is given twice: which of the two was meant, nobody knows. Labels may be many.
 */
final class QueryParameters implements HandlerInterceptor {

    private static final String LABEL = "label";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null && handler instanceof HandlerMethod method) {
            requireKnownAndSingle(query, known(method)).forEach(name -> requireNotInForm(request, name));
        }
        return true;
    }

    /** The names that the query has. */
    private static Set<String> requireKnownAndSingle(String query, Set<String> known) {
        Set<String> seen = new HashSet<>();
        for (String part : query.split("&")) {
            String name = decode(part.split("=", 2)[0]);
            if (!name.isEmpty() && !known.contains(name)) {
                throw ProblemException.parameter(
                        name, "is not a parameter of this call; it has " + String.join(", ", known));
            }
            if (!seen.add(name) && !name.equals(LABEL)) {
                throw ProblemException.parameter(name, "is there twice");
            }
        }
        return seen;
    }

    private static void requireNotInForm(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        if (values != null && values.length > 1 && !name.equals(LABEL)) {
            throw ProblemException.parameter(name, "is in the query and in the form, too");
        }
    }

    /** Those that the method takes, and the one that its documentation names because it may come several times. */
    private static Set<String> known(HandlerMethod method) {
        Set<String> known = new TreeSet<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (parameter.hasParameterAnnotation(RequestParam.class)) {
                known.add(parameter.getParameter().getName());
            }
        }
        Parameter documented = method.getMethodAnnotation(Parameter.class);
        if (documented != null) {
            known.add(documented.name());
        }
        return known;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ProblemException.parameter("query", "cannot be decoded: it is percent-encoded UTF-8");
        }
    }
}

package io.targetnode.api.parameter;

import io.targetnode.api.json.Pretty;
import io.targetnode.api.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses unknown query parameters: if a mistyped parameter were ignored, the answer would silently change. Also refuses repeated
 * parameters, unless the call takes a list.
 */
public final class QueryParameterCheck implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null
                && handler instanceof HandlerMethod method
                && !HttpMethod.OPTIONS.matches(request.getMethod())) {
            requireKnownAndSingle(query, known(method));
        }
        return true;
    }

    private static void requireKnownAndSingle(String query, Map<String, Boolean> known) {
        Set<String> seen = new HashSet<>();
        for (String part : query.split("&")) {
            String[] nameAndValue = part.split("=", 2);
            String name = decode(nameAndValue[0]);
            if (!name.isEmpty() && !known.containsKey(name)) {
                throw ProblemException.parameter(
                        name,
                        "is not a parameter of this call"
                                + (known.size() == 1
                                        ? ", which has none but pretty; the fields of a form describe an upload"
                                        : "; its parameters are " + String.join(", ", known.keySet())));
            }
            if (name.equals(Pretty.NAME) && nameAndValue.length > 1 && !Pretty.isValue(nameAndValue[1])) {
                throw ProblemException.parameter(name, "must be true or false, or have no value");
            }
            if (name.equals(PageLimit.NAME) && (nameAndValue.length == 1 || nameAndValue[1].isEmpty())) {
                throw ProblemException.parameter(name, PageLimit.RULE);
            }
            if (!seen.add(name) && !isList(known, name)) {
                throw ProblemException.parameter(name, "is given twice");
            }
        }
    }

    private static boolean isList(Map<String, Boolean> known, String name) {
        return known.getOrDefault(name, false);
    }

    /** The names of the parameters that the method takes; the value is true for a list. */
    private static Map<String, Boolean> known(HandlerMethod method) {
        Map<String, Boolean> known = new TreeMap<>();
        known.put(Pretty.NAME, false);
        Arrays.stream(method.getMethodParameters())
                .flatMap(ParameterObjects::flatten)
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .forEach(parameter -> known.put(
                        parameter.getParameter().getName(),
                        List.class == parameter.nestedIfOptional().getNestedParameterType()));
        return known;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ProblemException.parameter("query", "cannot be decoded as percent-encoded UTF-8");
        }
    }
}

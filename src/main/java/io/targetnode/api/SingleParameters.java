package io.targetnode.api;

import io.targetnode.api.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a parameter that is given twice: which of the two was meant, nobody knows. Labels may be many. */
final class SingleParameters implements HandlerInterceptor {

    private static final String LABEL = "label";

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        request.getParameterMap().forEach((name, values) -> {
            if (values.length > 1 && !name.equals(LABEL)) {
                throw ProblemException.parameter(name, "is there twice");
            }
        });
        return true;
    }
}

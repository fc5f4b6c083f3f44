package io.targetnode.api.view;

import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.json.JsonAnswers;
import io.targetnode.api.parameter.NegotiatedType;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Resolves a {@link ViewWriter} parameter of a controller. The method writes the answer itself and returns nothing. */
@Component
public final class ViewWriters implements HandlerMethodArgumentResolver {

    private final NegotiatedType negotiated = new NegotiatedType();
    private final JsonAnswers json;
    private final MemoryBudget budget;

    ViewWriters(JsonAnswers json, MemoryBudget budget) {
        this.json = json;
        this.budget = budget;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == ViewWriter.class;
    }

    @Override
    public ViewWriter resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws Exception {
        if (container != null) {
            container.setRequestHandled(true);
        }
        return new ViewWriter(
                negotiated.resolveArgument(parameter, container, request, binders),
                (ServletWebRequest) request,
                json,
                budget);
    }
}

package io.targetnode.api.view;

import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.json.JsonAnswers;
import io.targetnode.api.parameter.AcceptedTypes;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Resolves a {@link ViewWriter} parameter of a controller, for the representation that the client prefers among those that the method
 * produces. The method writes the answer itself and returns nothing.
 */
@Component
public final class ViewWriters implements HandlerMethodArgumentResolver {

    private final ContentNegotiationStrategy accepted = new AcceptedTypes();
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
        return new ViewWriter(preferred(request), (ServletWebRequest) request, json, budget);
    }

    private MediaType preferred(NativeWebRequest request) throws HttpMediaTypeNotAcceptableException {
        Collection<?> producible = (Collection<?>) Objects.requireNonNull(
                request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST));
        return accepted.resolveMediaTypes(request).stream()
                .flatMap(
                        wanted -> producible.stream().map(MediaType.class::cast).filter(wanted::includes))
                .findFirst()
                .orElseThrow();
    }
}

package io.targetnode.api.parameter;

import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Resolves a {@link MediaType} parameter to the representation that the client prefers among those that the method produces, so that
 * one method can write all of them.
 */
public final class NegotiatedType implements HandlerMethodArgumentResolver {

    private final ContentNegotiationStrategy accepted = new AcceptedTypes();

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == MediaType.class;
    }

    @Override
    public MediaType resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws Exception {
        Collection<?> producible = (Collection<?>) Objects.requireNonNull(
                request.getAttribute(HandlerMapping.PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE, RequestAttributes.SCOPE_REQUEST));
        return accepted.resolveMediaTypes(request).stream()
                .flatMap(
                        wanted -> producible.stream().map(MediaType.class::cast).filter(wanted::includes))
                .findFirst()
                .orElseThrow();
    }
}

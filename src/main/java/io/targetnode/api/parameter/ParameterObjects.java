package io.targetnode.api.parameter;

import java.lang.reflect.Constructor;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.annotation.RequestParamMethodArgumentResolver;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * Binds a record of query parameters: each component is a {@code @RequestParam}, with the same conversions and errors as a parameter
 * of the controller method. Spring's data binder would also read path variables and headers of the same names.
 */
public final class ParameterObjects implements HandlerMethodArgumentResolver {

    private final RequestParamMethodArgumentResolver parameters = new RequestParamMethodArgumentResolver(false);

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return isParameterObject(parameter);
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders)
            throws Exception {
        List<MethodParameter> components = components(parameter);
        @Nullable Object[] values = new Object[components.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = parameters.resolveArgument(components.get(i), container, request, binders);
        }
        return BeanUtils.instantiateClass(constructor(parameter), values);
    }

    /** The components of a parameter object; for any other parameter, the parameter itself. */
    static Stream<MethodParameter> flatten(MethodParameter parameter) {
        return isParameterObject(parameter) ? components(parameter).stream() : Stream.of(parameter);
    }

    private static boolean isParameterObject(MethodParameter parameter) {
        return parameter.getParameterType().isAnnotationPresent(ParameterObject.class);
    }

    private static List<MethodParameter> components(MethodParameter parameter) {
        Constructor<?> constructor = constructor(parameter);
        return IntStream.range(0, constructor.getParameterCount())
                .mapToObj(index -> MethodParameter.forExecutable(constructor, index))
                .toList();
    }

    private static Constructor<?> constructor(MethodParameter parameter) {
        return BeanUtils.getResolvableConstructor(parameter.getParameterType());
    }
}

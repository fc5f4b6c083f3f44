package io.targetnode.api.upload;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Resolves a {@link Submission} parameter of a controller, according to the Content-Type of the request. */
@Component
public final class SubmissionResolver implements HandlerMethodArgumentResolver {

    private final SubmissionReader reader;

    SubmissionResolver(SubmissionReader reader) {
        this.reader = reader;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Submission.class;
    }

    @Override
    public Submission resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest webRequest,
            @Nullable WebDataBinderFactory binderFactory)
            throws Exception {
        HttpServletRequest request = (HttpServletRequest) webRequest.getNativeRequest();
        return reader.read(type(request.getContentType()), request);
    }

    /** Spring accepts a request with an empty Content-Type as one of octets. */
    private static MediaType type(@Nullable String contentType) throws HttpMediaTypeNotSupportedException {
        if (!StringUtils.hasText(contentType)) {
            throw new HttpMediaTypeNotSupportedException("No Content-Type", UploadTypes.ALL);
        }
        return MediaType.parseMediaType(contentType);
    }
}

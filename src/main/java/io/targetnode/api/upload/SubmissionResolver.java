package io.targetnode.api.upload;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Resolves a {@link Submission} parameter of a controller with the reader for the Content-Type. */
@Component
public final class SubmissionResolver implements HandlerMethodArgumentResolver {

    private final List<SubmissionReader> readers;

    SubmissionResolver(List<SubmissionReader> readers) {
        this.readers = readers;
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
        String contentType = request.getContentType();
        if (contentType == null) {
            throw new HttpMediaTypeNotSupportedException("No Content-Type", UploadTypes.ALL);
        }
        MediaType type = MediaType.parseMediaType(contentType);
        for (SubmissionReader reader : readers) {
            if (reader.reads(type)) {
                return reader.read(request);
            }
        }
        throw new HttpMediaTypeNotSupportedException("No reader for " + type);
    }
}

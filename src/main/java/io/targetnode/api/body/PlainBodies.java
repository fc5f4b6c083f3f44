package io.targetnode.api.body;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses bodies that are packed in a way that is not unpacked here, or not in UTF-8: they would be taken for something else. */
public final class PlainBodies implements HandlerInterceptor {

    private static final Set<String> CHARSETS = Set.of("utf-8", "us-ascii", "iso-8859-1");

    /** What is read by ours; forms are read by the container, and exports have digests of their own. */
    private static final List<MimeType> UNPACKED =
            List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM);

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        MimeType type = typeOf(request.getContentType());
        switch (BodyCoding.of(request)) {
            case NONE -> {}
            case GZIP -> {
                if (type == null || UNPACKED.stream().noneMatch(type::equalsTypeAndSubtype)) {
                    throw refused("A body of this Content-Type is not unpacked here: send it as it is.");
                }
            }
            case UNKNOWN ->
                throw refused("Content-Encoding is not understood here: send the body as it is, or as gzip.");
        }
        String charset = type == null ? null : type.getParameter("charset");
        if (charset != null && !CHARSETS.contains(charset.toLowerCase(Locale.ROOT))) {
            throw refused("The charset of a body is UTF-8.");
        }
        return true;
    }

    /** As the client wrote it: the container takes UTF-8 whatever it says. */
    private static @Nullable MimeType typeOf(@Nullable String contentType) {
        try {
            return contentType == null ? null : MimeTypeUtils.parseMimeType(contentType);
        } catch (InvalidMimeTypeException e) {
            // No handler takes such a type; it says so itself.
            return null;
        }
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail, List.of());
    }
}

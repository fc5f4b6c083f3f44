package io.targetnode.api;

import io.targetnode.api.problem.ProblemException;
import io.targetnode.api.problem.ProblemType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.util.InvalidMimeTypeException;
import org.springframework.util.MimeTypeUtils;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses bodies that are packed or not in UTF-8: read as they are, they would be taken for something else. */
final class PlainBodies implements HandlerInterceptor {

    private static final Set<String> CHARSETS = Set.of("utf-8", "us-ascii", "iso-8859-1");

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String coding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            throw refused("Content-Encoding is not understood here: send the body as it is.");
        }
        String charset = charsetOf(request.getContentType());
        if (charset != null && !CHARSETS.contains(charset.toLowerCase(Locale.ROOT))) {
            throw refused("The charset of a body is UTF-8.");
        }
        return true;
    }

    /** As the client wrote it: the container takes UTF-8 whatever it says. */
    private static @Nullable String charsetOf(@Nullable String contentType) {
        try {
            return contentType == null
                    ? null
                    : MimeTypeUtils.parseMimeType(contentType).getParameter("charset");
        } catch (InvalidMimeTypeException e) {
            // No handler takes such a type; it says so itself.
            return null;
        }
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail, List.of());
    }
}

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

/** Refuses a body whose Content-Encoding or charset is not supported, because it would be misread. */
public final class BodyEncodingCheck implements HandlerInterceptor {

    private static final Set<String> CHARSETS = Set.of("utf-8", "us-ascii", "iso-8859-1");

    /**
     * The types for which gzip is supported. Forms are not, because the container reads them. Backups are not: their lines have
     * digests.
     */
    private static final List<MimeType> GZIP_TYPES =
            List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, MediaType.APPLICATION_OCTET_STREAM);

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        MimeType type = typeOf(request.getContentType());
        switch (BodyCoding.of(request)) {
            case NONE -> {}
            case GZIP -> {
                if (type == null || GZIP_TYPES.stream().noneMatch(type::equalsTypeAndSubtype)) {
                    throw refused(
                            "Content-Encoding is not supported for this Content-Type: send the body uncompressed.");
                }
            }
            case UNKNOWN ->
                throw refused("This Content-Encoding is not supported: send the body uncompressed, or as gzip.");
        }
        String charset = type == null ? null : type.getParameter("charset");
        if (charset != null && !CHARSETS.contains(charset.toLowerCase(Locale.ROOT))) {
            throw refused("This charset is not supported: send the body in UTF-8.");
        }
        return true;
    }

    /** Parsed from the header: the container reports UTF-8 for any charset. */
    private static @Nullable MimeType typeOf(@Nullable String contentType) {
        try {
            return contentType == null ? null : MimeTypeUtils.parseMimeType(contentType);
        } catch (InvalidMimeTypeException e) {
            // No handler accepts such a type; Spring answers 415.
            return null;
        }
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE, detail, List.of());
    }
}

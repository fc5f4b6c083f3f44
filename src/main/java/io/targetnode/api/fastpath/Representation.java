package io.targetnode.api.fastpath;

import io.targetnode.api.body.BodyCoding;
import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.topology.service.KernelView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** The form of an answer. */
enum Representation {
    /** One address, answered with all fields. */
    JSON("application/json"),
    /** One address, answered with its target node. */
    TEXT("text/plain;charset=UTF-8"),
    /** A batch of octets. */
    OCTETS("application/octet-stream");

    private final String contentType;

    Representation(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** The headers of all answers of this form under a view, without content type and length. */
    HttpHeaders headers(KernelView view) {
        return switch (this) {
            case JSON -> TopologyHeaders.of(view, MediaType.APPLICATION_JSON);
            case TEXT -> TopologyHeaders.of(view, MediaType.TEXT_PLAIN);
            case OCTETS -> TopologyHeaders.of(view);
        };
    }

    /** The form that the request asks for; empty if its method or headers need the regular path. */
    static Optional<Representation> of(HttpServletRequest request) {
        return switch (request.getMethod()) {
            case "GET" -> ofAddress(request);
            case "POST" -> ofBatch(request);
            default -> Optional.empty();
        };
    }

    private static Optional<Representation> ofAddress(HttpServletRequest request) {
        String type = request.getContentType();
        if (type != null && !type.equals(JSON.contentType)
                || request.getHeader(HttpHeaders.CONTENT_ENCODING) != null
                || request.getHeader(HttpHeaders.EXPECT) != null) {
            return Optional.empty();
        }
        return switch (accept(request)) {
            case "*/*", "application/json", "application/json, */*", "application/json, text/plain, */*" ->
                Optional.of(JSON);
            case "text/plain" -> Optional.of(TEXT);
            default -> Optional.empty();
        };
    }

    private static Optional<Representation> ofBatch(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        if (!OCTETS.contentType.equals(request.getContentType())
                || length < 0
                || length % Long.BYTES != 0
                || BodyCoding.of(request) != BodyCoding.NONE) {
            return Optional.empty();
        }
        String accept = accept(request);
        return accept.equals("*/*") || accept.equals(OCTETS.contentType) ? Optional.of(OCTETS) : Optional.empty();
    }

    /** The Accept header; empty if it was sent more than once. */
    private static String accept(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders(HttpHeaders.ACCEPT);
        String first = headers.hasMoreElements() ? headers.nextElement() : "*/*";
        return headers.hasMoreElements() ? "" : first;
    }
}

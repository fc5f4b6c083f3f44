package io.targetnode.api.compression;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** A request whose If-None-Match names the ETags of uncompressed answers, which the controllers know. */
final class GzipConditions extends HttpServletRequestWrapper {

    private static final String QUOTE = "\"";

    private final boolean ofGzip;

    GzipConditions(HttpServletRequest request) {
        super(request);
        String tags = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        ofGzip = tags != null && tags.contains(GzipResponse.TAG_SUFFIX + QUOTE);
    }

    /** Whether the client has a compressed answer. */
    boolean isOfGzip() {
        return ofGzip;
    }

    @Override
    public @Nullable String getHeader(String name) {
        String value = super.getHeader(name);
        return value == null ? null : plain(name, value);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        List<String> values = Collections.list(super.getHeaders(name));
        return Collections.enumeration(
                values.stream().map(value -> plain(name, value)).toList());
    }

    private String plain(String name, String value) {
        return ofGzip && name.equalsIgnoreCase(HttpHeaders.IF_NONE_MATCH)
                ? value.replace(GzipResponse.TAG_SUFFIX + QUOTE, QUOTE)
                : value;
    }
}

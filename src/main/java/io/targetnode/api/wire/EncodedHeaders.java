package io.targetnode.api.wire;

import jakarta.servlet.ServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** Headers that many answers have, encoded once. */
public final class EncodedHeaders {

    private final String entityTag;
    private final List<Map.Entry<byte[], byte[]>> headers;

    private EncodedHeaders(String entityTag, List<Map.Entry<byte[], byte[]>> headers) {
        this.entityTag = entityTag;
        this.headers = headers;
    }

    /** @param headers names and values without a character that a header cannot have: what this service says of itself */
    public static EncodedHeaders of(HttpHeaders headers) {
        return new EncodedHeaders(
                String.valueOf(headers.getETag()),
                headers.headerSet().stream()
                        .flatMap(header -> header.getValue().stream()
                                .map(value -> Map.entry(bytes(header.getKey()), bytes(value))))
                        .toList());
    }

    /** The ETag among them, in its quotes. */
    public String entityTag() {
        return entityTag;
    }

    /** Adds them to the response to a request. */
    public void addToResponse(ServletRequest request) {
        TomcatResponse.addHeaders(request, headers);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}

package io.targetnode.api.revision;

import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A successful answer that is not a view of one revision, as JSON or as text. Its ETag depends on the complete content. */
public final class TaggedAnswer {

    private TaggedAnswer() {}

    /**
     * The answer.
     *
     * @param accepted JSON or text, as the client prefers
     * @param answer a record; written as JSON
     * @param text renders it as text
     */
    public static <T> ResponseEntity<Object> of(MediaType accepted, T answer, Function<T, String> text) {
        boolean isText = accepted.equals(MediaType.TEXT_PLAIN);
        return ResponseEntity.ok()
                .eTag(EntityTags.of(answer + accepted.getSubtype()))
                .varyBy(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_ENCODING)
                .contentType(isText ? TopologyHeaders.TEXT : accepted)
                .body(isText ? text.apply(answer) : answer);
    }
}

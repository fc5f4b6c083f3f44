package io.targetnode.api.revision;

import io.targetnode.topology.Topology;
import io.targetnode.topology.service.KernelChoice;
import io.targetnode.topology.service.KernelView;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.context.request.ServletWebRequest;

/** The response headers that name the revision, kernel and rule of an answer. */
public final class TopologyHeaders {

    static final String REVISION = "Targetnode-Revision";

    static final String KERNEL = "Targetnode-Kernel";

    static final String RULE = "Targetnode-Rule";

    /** The rule that the kernel may have instead; present if its rule is not known. */
    static final String OTHER_RULE = "Targetnode-Other-Rule";

    /** Without the parameters of the Accept header, which Spring would repeat. */
    static final MediaType TEXT = new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8);

    /** Representations differ by type and by compression. */
    private static final List<String> VARY = List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_ENCODING);

    private TopologyHeaders() {}

    /**
     * A view as JSON or as text.
     *
     * @param accepted JSON or text, as the client prefers
     * @param answer a record; written as JSON
     * @param text renders it as text
     */
    public static <T> ResponseEntity<Object> answer(
            KernelView view, MediaType accepted, T answer, Function<T, String> text) {
        boolean isText = accepted.equals(MediaType.TEXT_PLAIN);
        return ResponseEntity.ok()
                .headers(isText ? text(view) : json(view))
                .contentType(isText ? TEXT : accepted)
                .body(isText ? text.apply(answer) : answer);
    }

    /** Revision, kernel, rule, and the ETag of the JSON representation. */
    public static HttpHeaders json(KernelView view) {
        return of(view, "json");
    }

    /** Revision, kernel, rule, and the ETag of the text representation. */
    public static HttpHeaders text(KernelView view) {
        return of(view, "text");
    }

    /** Revision, kernel, rule, and the ETag of another representation. */
    public static HttpHeaders of(KernelView view, String representation) {
        HttpHeaders headers = of(view);
        tag(
                headers,
                view.topology(),
                view.choice().kernel().text(),
                view.choice().rule().apiName(),
                representation);
        return varied(headers);
    }

    /** The revision, for an answer that covers several kernels. */
    public static HttpHeaders of(Topology topology) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(REVISION, String.valueOf(topology.revision()));
        // A cache must revalidate with the ETag, because another revision may be current.
        headers.setCacheControl(CacheControl.noCache());
        return headers;
    }

    /** Revision, kernel and rule, and the other rule if it is not known which one the kernel has. */
    public static HttpHeaders of(KernelView view) {
        KernelChoice choice = view.choice();
        HttpHeaders headers = of(view.topology());
        headers.set(KERNEL, choice.kernel().text());
        headers.set(RULE, choice.rule().apiName());
        if (!choice.lookupKnown()) {
            headers.set(OTHER_RULE, choice.rule().other().apiName());
        }
        return headers;
    }

    /** Sets the ETag of a representation. An upload that is not stored has none, because it has no revision. */
    public static void tag(HttpHeaders headers, Topology topology, Object... variant) {
        if (topology.isStored()) {
            headers.setETag(EntityTags.of(topology.tag(), variant));
        }
    }

    /**
     * Adds headers to a response that is written without Spring. Returns whether the client already has the representation; the
     * status is then 304, and nothing remains to be written.
     */
    public static boolean isUnmodified(HttpHeaders headers, ServletWebRequest request) {
        add(headers, Objects.requireNonNull(request.getResponse()));
        String tag = headers.getETag();
        return tag != null && request.checkNotModified(tag);
    }

    /** Declares that the representation depends on Accept and Accept-Encoding. */
    public static HttpHeaders varied(HttpHeaders headers) {
        headers.setVary(VARY);
        return headers;
    }

    /** Adds headers to a response that is written without Spring. */
    public static void add(HttpHeaders headers, HttpServletResponse response) {
        headers.forEach((header, values) -> values.forEach(value -> response.addHeader(header, value)));
    }
}

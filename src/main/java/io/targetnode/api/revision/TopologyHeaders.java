package io.targetnode.api.revision;

import io.targetnode.topology.Topology;
import io.targetnode.topology.service.KernelChoice;
import io.targetnode.topology.service.KernelView;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.context.request.ServletWebRequest;

/** The response headers that name the revision, kernel and rule of an answer. */
public final class TopologyHeaders {

    public static final String REVISION = "Targetnode-Revision";

    static final String KERNEL = "Targetnode-Kernel";

    static final String RULE = "Targetnode-Rule";

    /** The rule that the kernel may have instead; present if its rule is not known. */
    static final String OTHER_RULE = "Targetnode-Other-Rule";

    /** Representations differ by type and by compression. */
    private static final List<String> VARY = List.of(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_ENCODING);

    private TopologyHeaders() {}

    /** Revision, kernel and rule, and the ETag of a format. */
    public static HttpHeaders of(KernelView view, MediaType format) {
        KernelChoice choice = view.choice();
        return tagged(
                of(view), view.topology(), choice.kernel().text(), choice.rule().apiName(), format.getSubtype());
    }

    /** Revision, kernel and rule, and the other rule if it is not known which one the kernel has. No ETag. */
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

    /** The revision, for an answer that covers several kernels. No ETag. */
    public static HttpHeaders of(Topology topology) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(REVISION, String.valueOf(topology.revision()));
        // A cache must revalidate with the ETag, because another revision may be current.
        headers.setCacheControl(CacheControl.noCache());
        return headers;
    }

    /**
     * Adds the ETag of a representation, which depends on Accept and Accept-Encoding. An upload that is not stored has none, because it
     * has no revision.
     *
     * @param variant everything that distinguishes it from other representations of the revision
     */
    public static HttpHeaders tagged(HttpHeaders headers, Topology topology, Object... variant) {
        if (topology.isStored()) {
            headers.setETag(EntityTags.of(topology.tag(), variant));
        }
        return varied(headers);
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

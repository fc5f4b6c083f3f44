package io.targetnode.api.revision;

import io.targetnode.topology.Topology;
import io.targetnode.topology.service.KernelView;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;

/** The response headers that name the revision, kernel and rule of an answer. */
public final class TopologyHeaders {

    static final String REVISION = "Targetnode-Revision";

    static final String KERNEL = "Targetnode-Kernel";

    static final String RULE = "Targetnode-Rule";

    private TopologyHeaders() {}

    /** Revision, kernel, rule, and the ETag of the JSON representation. */
    public static HttpHeaders json(KernelView view) {
        return tagged(view, "json");
    }

    /** Revision, kernel, rule, and the ETag of the text representation. */
    public static HttpHeaders text(KernelView view) {
        return tagged(view, "text");
    }

    private static HttpHeaders tagged(KernelView view, String representation) {
        HttpHeaders headers = of(view);
        headers.setETag(EntityTags.of(
                view.topology().tag(),
                view.choice().kernel().text(),
                view.choice().rule().apiName(),
                representation));
        headers.setVary(List.of(HttpHeaders.ACCEPT));
        return headers;
    }

    /** The revision, for an answer that covers several kernels. */
    public static HttpHeaders of(Topology topology) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(REVISION, String.valueOf(topology.revision()));
        // A cache must revalidate with the ETag, because another revision may be current.
        headers.setCacheControl(CacheControl.noCache());
        return headers;
    }

    /** Revision, kernel and rule. */
    public static HttpHeaders of(KernelView view) {
        HttpHeaders headers = of(view.topology());
        headers.set(KERNEL, view.choice().kernel().text());
        headers.set(RULE, view.choice().rule().apiName());
        return headers;
    }

    /** Adds headers to a response that is written without Spring. */
    public static void add(HttpHeaders headers, HttpServletResponse response) {
        headers.forEach((header, values) -> values.forEach(value -> response.addHeader(header, value)));
    }
}

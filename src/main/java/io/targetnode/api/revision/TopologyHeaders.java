package io.targetnode.api.revision;

import io.targetnode.topology.Topology;
import io.targetnode.topology.service.KernelView;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;

/** The headers that say what answered, where the body may not. */
public final class TopologyHeaders {

    /** The revision that answered. */
    static final String REVISION = "Targetnode-Revision";

    /** The kernel that answered. */
    static final String KERNEL = "Targetnode-Kernel";

    /** The look-up rule that answered. */
    static final String RULE = "Targetnode-Rule";

    private TopologyHeaders() {}

    /** Who answers, and the ETag of the answer as JSON. */
    public static HttpHeaders json(KernelView view) {
        return tagged(view, "json");
    }

    /** Who answers, and the ETag of the answer as text. */
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

    /** Which revision answers, where it does so for several kernels. */
    public static HttpHeaders of(Topology topology) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(REVISION, String.valueOf(topology.revision()));
        // It may be kept, and is asked for again with its ETag: another revision may be current.
        headers.setCacheControl(CacheControl.noCache());
        return headers;
    }

    /** Who answers: revision, kernel and rule. */
    public static HttpHeaders of(KernelView view) {
        HttpHeaders headers = of(view.topology());
        headers.set(KERNEL, view.choice().kernel().text());
        headers.set(RULE, view.choice().rule().apiName());
        return headers;
    }

    /** Adds them to a response that is written without Spring. */
    public static void add(HttpHeaders headers, HttpServletResponse response) {
        headers.forEach((header, values) -> values.forEach(value -> response.addHeader(header, value)));
    }
}

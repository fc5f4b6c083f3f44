package io.targetnode.api.view;

import io.targetnode.topology.KernelView;
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

    /** Who answers: revision, kernel and rule. */
    public static HttpHeaders of(KernelView view) {
        HttpHeaders headers = new HttpHeaders();
        headers.set(REVISION, String.valueOf(view.topology().revision()));
        headers.set(KERNEL, view.choice().kernel().text());
        headers.set(RULE, view.choice().rule().apiName());
        return headers;
    }
}

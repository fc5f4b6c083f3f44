package io.targetnode.api.lookup;

import io.targetnode.api.revision.TopologyHeaders;
import io.targetnode.resolve.TargetNodeResolver;
import io.targetnode.topology.service.KernelView;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * What all batches of octets under a view share.
 *
 * @param resolver answers them
 * @param headers that their answers have
 */
record PreparedBatch(TargetNodeResolver resolver, HttpHeaders headers) {

    static PreparedBatch of(KernelView view) {
        return new PreparedBatch(view.resolver(), TopologyHeaders.of(view));
    }

    /** The head of an answer but for its length. */
    void head(HttpServletResponse response) {
        TopologyHeaders.add(headers, response);
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
    }
}

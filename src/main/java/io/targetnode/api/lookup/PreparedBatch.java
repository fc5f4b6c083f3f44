package io.targetnode.api.lookup;

import io.targetnode.api.view.TopologyHeaders;
import io.targetnode.api.wire.EncodedHeaders;
import io.targetnode.resolve.CompiledMap;
import io.targetnode.topology.KernelView;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.MediaType;

/**
 * What all batches of octets under a view share.
 *
 * @param targetNodes answers them
 * @param headers that their answers have
 */
record PreparedBatch(CompiledMap targetNodes, EncodedHeaders headers) {

    static PreparedBatch of(KernelView view) {
        return new PreparedBatch(view.targetNodes(), EncodedHeaders.of(TopologyHeaders.of(view)));
    }

    /** The head of an answer but for its length. */
    void head(HttpServletRequest request, HttpServletResponse response) {
        headers.addToResponse(request);
        response.setContentType(MediaType.APPLICATION_OCTET_STREAM_VALUE);
    }
}

package io.targetnode.api.lookup;

import io.targetnode.api.body.BodyCoding;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.ReplayedTopology;
import io.targetnode.topology.service.TopologyFeed;
import io.targetnode.topology.service.TopologyService;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Enumeration;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;

/**
 * The short way of batches of octets, as {@link ShortWay} is that of single look-ups: of a topology in memory, under a view that
 * was asked for before, of a length that is said and right. All else, and errors, is left to {@link BatchController}, which
 * answers these just the same.
 */
@Component
final class ShortBatch {

    private static final String OCTETS = MediaType.APPLICATION_OCTET_STREAM_VALUE;

    private final TopologyService topologies;
    private final TopologyFeed feed;
    private final Supplier<BatchStreams> streams;

    /** @param streams which want to know how problems are rendered, and so are made after the servlet that asks here */
    ShortBatch(TopologyService topologies, TopologyFeed feed, ObjectProvider<BatchStreams> streams) {
        this.topologies = topologies;
        this.feed = feed;
        this.streams = SingletonSupplier.of(streams::getObject);
    }

    /** Whether the request goes this way; it is being answered then. */
    boolean answers(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Optional<PreparedBatch> found = batchFor(request);
        if (found.isEmpty()) {
            return false;
        }
        PreparedBatch batch = found.get();
        batch.head(response);
        response.setContentLengthLong(OctetBatch.answerLength(request.getContentLengthLong()));
        if (!streams.get().open(request, response, new OctetBatch(batch.resolver(), AddressUnit.OF_BYTES))) {
            return false;
        }
        LookupPath.observe(request);
        return true;
    }

    /** What answers the request; empty if it does not go this way. */
    Optional<PreparedBatch> batchFor(HttpServletRequest request) {
        if (!request.getMethod().equals("POST") || !isPlain(request) || feed.isStale()) {
            return Optional.empty();
        }
        Optional<TopologyName> name = LookupPath.topology(request);
        Optional<LookupQuery> asked = LookupQuery.ofBatch(request.getQueryString());
        if (name.isEmpty() || asked.isEmpty()) {
            return Optional.empty();
        }
        Optional<ReplayedTopology> topology =
                topologies.inMemory(name.get(), asked.get().revision());
        return topology.isEmpty()
                ? Optional.empty()
                : PreparedViews.of(topology.get()).findBatch(asked.get().terms());
    }

    private static boolean isPlain(HttpServletRequest request) {
        long length = request.getContentLengthLong();
        return OCTETS.equals(request.getContentType())
                && length >= 0
                && length % Long.BYTES == 0
                && BodyCoding.of(request) == BodyCoding.NONE
                && accepts(request.getHeaders(HttpHeaders.ACCEPT));
    }

    private static boolean accepts(Enumeration<String> headers) {
        String first = headers.hasMoreElements() ? headers.nextElement() : "*/*";
        return !headers.hasMoreElements() && (first.equals("*/*") || first.equals(OCTETS));
    }
}

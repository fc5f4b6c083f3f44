package io.targetnode.api.lookup;

import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.ReplayedTopology;
import io.targetnode.topology.service.TopologyFeed;
import io.targetnode.topology.service.TopologyService;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * The short way to {@link PreparedReply}, past handler mappings, negotiation, conversion and interceptors, for the look-ups
 * that there are many of: one address, of a topology in memory, under a view that was asked for before, said in a plain way.
 * All else, errors and what is rare, is left to {@link LookupController}, which answers these just the same.
 */
@Component
final class ShortWay {

    private final TopologyService topologies;
    private final TopologyFeed feed;

    ShortWay(TopologyService topologies, TopologyFeed feed) {
        this.topologies = topologies;
        this.feed = feed;
    }

    /** The reply to a request; empty if it does not go this way. */
    Optional<PreparedReply> replyTo(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query == null || !request.getMethod().equals("GET") || !isPlain(request) || feed.isStale()) {
            return Optional.empty();
        }
        Optional<TopologyName> name = LookupPath.topology(request);
        Optional<Representation> representation = accepted(request);
        Optional<LookupQuery> asked = LookupQuery.parse(query);
        if (name.isEmpty() || representation.isEmpty() || asked.isEmpty()) {
            return Optional.empty();
        }
        Optional<PreparedView> view = view(name.get(), asked.get());
        return view.isEmpty()
                ? Optional.empty()
                : reply(request, view.get(), asked.get().address(), representation.get());
    }

    private Optional<PreparedView> view(TopologyName name, LookupQuery asked) {
        Optional<ReplayedTopology> topology = topologies.inMemory(name, asked.revision());
        return topology.isEmpty()
                ? Optional.empty()
                : PreparedViews.of(topology.get()).find(asked.terms());
    }

    private static Optional<PreparedReply> reply(
            HttpServletRequest request, PreparedView view, long address, Representation representation) {
        String known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        boolean isKnown = view.headers(representation).entityTag().equals(known);
        if (known != null && !isKnown) {
            return Optional.empty();
        }
        return Optional.of(new PreparedReply(view, address, representation, isKnown));
    }

    /** Whether nothing is said of a body that somebody would have to object to, or to ask for. */
    private static boolean isPlain(HttpServletRequest request) {
        String type = request.getContentType();
        return (type == null || type.equals("application/json"))
                && request.getHeader(HttpHeaders.CONTENT_ENCODING) == null
                && request.getHeader(HttpHeaders.EXPECT) == null;
    }

    private static Optional<Representation> accepted(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders(HttpHeaders.ACCEPT);
        String first = headers.hasMoreElements() ? headers.nextElement() : null;
        return headers.hasMoreElements() ? Optional.empty() : Representation.accepted(first);
    }
}

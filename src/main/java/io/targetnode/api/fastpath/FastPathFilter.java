package io.targetnode.api.fastpath;

import io.micrometer.core.instrument.MeterRegistry;
import io.targetnode.api.access.ReadAccess;
import io.targetnode.api.body.ConnectorResponse;
import io.targetnode.api.lookup.BatchStreams;
import io.targetnode.api.parameter.ApiPaths;
import io.targetnode.memory.AsciiBytes;
import io.targetnode.topology.service.TopologyFeed;
import io.targetnode.topology.service.TopologyService;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.apache.tomcat.util.http.MimeHeaders;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.stereotype.Component;

/**
 * Answers plain look-ups of cached topologies ahead of Spring MVC, whose mapping, negotiation and conversion cost several
 * times as much as the answer. All other requests, and all errors, go to the controllers, which are the regular path. Both paths
 * send the same status, headers and bytes, and are counted in the same meter.
 */
@Component
@FilterRegistration(order = FastPathFilter.ORDER, urlPatterns = ApiPaths.TOPOLOGIES + "/*")
public final class FastPathFilter implements Filter {

    /**
     * Before Spring Security's filter chain, which Spring Boot registers at -100 and which costs more than this check. The fast path
     * answers only requests to which {@link ReadAccess} grants access; the chain decides on all others.
     */
    public static final int ORDER = -103;

    static final String PATTERN = ApiPaths.TOPOLOGIES + "/{name}" + ApiPaths.LOOKUP;

    private final TopologyService topologies;
    private final TopologyFeed feed;
    private final ObjectProvider<BatchStreams> streams;
    private final FastPathTimers timers;
    private final ReadAccess access;

    /** @param streams a provider, because the streams depend on Spring MVC, which is created after the filters */
    FastPathFilter(
            TopologyService topologies,
            TopologyFeed feed,
            ObjectProvider<BatchStreams> streams,
            MeterRegistry meters,
            ReadAccess access) {
        this.topologies = topologies;
        this.feed = feed;
        this.streams = streams;
        this.timers = new FastPathTimers(meters);
        this.access = access;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!tryAnswer((HttpServletRequest) request, (HttpServletResponse) response)) {
            chain.doFilter(request, response);
        }
    }

    private boolean tryAnswer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        long startNanos = System.nanoTime();
        Optional<LookupRequest> lookup = LookupRequest.of(request);
        Optional<PreparedView> view = lookup.flatMap(this::view);
        Optional<MimeHeaders> headers = ConnectorResponse.headers(request);
        if (view.isEmpty() || headers.isEmpty() || !access.isGranted(request)) {
            return false;
        }
        view.get().headers(lookup.get().representation()).addTo(headers.get());
        if (lookup.get().representation() != Representation.OCTETS) {
            send(response, lookup.get(), view.get());
            timers.record(lookup.get().ifNoneMatch() == null, startNanos);
            return true;
        }
        if (!streams.getObject().openOctets(request, response, view.get().resolver())) {
            return false;
        }
        timers.recordAtEnd(request.getAsyncContext(), response, startNanos);
        return true;
    }

    /** The view that answers; empty if the regular path has to answer. */
    Optional<PreparedView> view(LookupRequest lookup) {
        return feed.isStale()
                ? Optional.empty()
                : topologies
                        .inMemory(lookup.topology(), lookup.revision())
                        .flatMap(topology -> PreparedView.of(topology, lookup.terms()))
                        .filter(view -> matches(lookup, view));
    }

    /** The regular path evaluates an If-None-Match that is not exactly the ETag of the answer. */
    private static boolean matches(LookupRequest lookup, PreparedView view) {
        String tag = lookup.ifNoneMatch();
        return tag == null || tag.equals(view.headers(lookup.representation()).tag());
    }

    private static void send(HttpServletResponse response, LookupRequest lookup, PreparedView view) throws IOException {
        if (lookup.ifNoneMatch() != null) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        AsciiBytes answer = view.answer(lookup.address(), lookup.representation());
        response.setContentType(lookup.representation().contentType());
        response.setContentLength(answer.length());
        answer.writeTo(response.getOutputStream());
    }
}

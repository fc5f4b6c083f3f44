package io.targetnode.app;

import io.targetnode.api.body.ConnectorResponse;
import io.targetnode.api.fastpath.FastPathFilter;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Set;
import org.apache.coyote.Response;
import org.springframework.boot.web.servlet.FilterRegistration;
import org.springframework.stereotype.Component;

/**
 * Keeps the connection open after a refusal, if the request has been read completely. Tomcat closes the connection after some
 * statuses in any case, and has no setting for it. The filter therefore gives Tomcat another number, which {@link GuardedProtocol}
 * replaces with the status before it is sent. The fast path comes first: it refuses nothing.
 */
@Component
@FilterRegistration(order = KeptOpenFilter.ORDER)
final class KeptOpenFilter implements Filter {

    /** Before the observation of requests. */
    static final int ORDER = FastPathFilter.ORDER + 1;

    /** Bad request, content too large. */
    static final Set<Integer> KEPT = Set.of(400, 413);

    /** Added to a status. The sum is not a status. */
    private static final int MARK = 1000;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        MarkedResponse marked = new MarkedResponse(request, (HttpServletResponse) response);
        chain.doFilter(request, marked);
        if (marked.isMarked() && !request.isAsyncStarted()) {
            // Nothing outside this filter shall see the other number.
            marked.flushBuffer();
        }
    }

    /** Undoes {@link MarkedResponse}. */
    static void restoreStatus(Response response) {
        if (response.getStatus() > MARK) {
            response.setStatus(response.getStatus() - MARK);
        }
    }

    private static final class MarkedResponse extends HttpServletResponseWrapper {

        private final ServletRequest request;

        MarkedResponse(ServletRequest request, HttpServletResponse response) {
            super(response);
            this.request = request;
        }

        @Override
        public void setStatus(int status) {
            super.setStatus(KEPT.contains(status) && ConnectorResponse.isRequestRead(request) ? status + MARK : status);
        }

        boolean isMarked() {
            return super.getStatus() > MARK;
        }

        @Override
        public int getStatus() {
            return super.getStatus() % MARK;
        }
    }
}

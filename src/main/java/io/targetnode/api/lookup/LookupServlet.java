package io.targetnode.api.lookup;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;

/** Spring's own servlet, but that {@link ShortBatch} is tried first. */
@Component(DispatcherServletAutoConfiguration.DEFAULT_DISPATCHER_SERVLET_BEAN_NAME)
final class LookupServlet extends DispatcherServlet {

    private static final long serialVersionUID = 1L;

    private final transient ShortBatch shortBatch;

    LookupServlet(ShortBatch shortBatch) {
        this.shortBatch = shortBatch;
        // Told after each request, and nobody listens.
        setPublishEvents(false);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!shortBatch.answers(request, response)) {
            super.service(request, response);
        }
    }
}

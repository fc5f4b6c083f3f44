package io.targetnode.api.lookup;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;

/** Spring's own servlet, but that {@link ShortWay} is tried first. */
@Component(DispatcherServletAutoConfiguration.DEFAULT_DISPATCHER_SERVLET_BEAN_NAME)
final class LookupServlet extends DispatcherServlet {

    private static final long serialVersionUID = 1L;

    private final transient ShortWay shortWay;

    LookupServlet(ShortWay shortWay) {
        this.shortWay = shortWay;
        // Told after each request, and nobody listens.
        setPublishEvents(false);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Optional<PreparedReply> reply = shortWay.replyTo(request);
        if (reply.isPresent()) {
            reply.get().send(response);
        } else {
            super.service(request, response);
        }
    }
}

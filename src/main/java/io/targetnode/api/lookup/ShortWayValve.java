package io.targetnode.api.lookup;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.Optional;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Tries {@link ShortWay} before all else that a request passes in Tomcat and in Spring, which costs many times as much as the
 * answer. What is answered here is counted here. <strong>No filter sees it</strong>: what decides who may ask has to be asked by
 * {@code ShortWay}.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class ShortWayValve extends ValveBase implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    private final ShortWay shortWay;
    private final LookupTimers timers;

    ShortWayValve(ShortWay shortWay, MeterRegistry meters) {
        super(true);
        this.shortWay = shortWay;
        this.timers = new LookupTimers(meters);
    }

    /** Puts itself before other valves. */
    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.addContextValves(this);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        long start = System.nanoTime();
        Optional<PreparedReply> reply = shortWay.replyTo(request);
        if (reply.isPresent()) {
            reply.get().send(response);
            timers.record(reply.get(), System.nanoTime() - start);
        } else {
            getNext().invoke(request, response);
        }
    }
}

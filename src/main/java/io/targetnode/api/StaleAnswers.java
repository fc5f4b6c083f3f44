package io.targetnode.api;

import io.targetnode.topology.service.TopologyFeed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Adds a header with the age of the data to answers while the feed of other replicas' writes is interrupted. The data of an answer
 * without the header are at most one second old.
 */
final class StaleAnswers implements HandlerInterceptor {

    /** The age of the data in seconds, rounded up. */
    static final String HEADER = "Targetnode-Stale-Seconds";

    private final TopologyFeed feed;

    StaleAnswers(TopologyFeed feed) {
        this.feed = feed;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (feed.isStale()) {
            Duration lag = feed.lag().plus(Duration.ofMillis(999));
            response.setHeader(HEADER, String.valueOf(lag.toSeconds()));
        }
        return true;
    }
}

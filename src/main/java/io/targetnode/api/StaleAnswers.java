package io.targetnode.api;

import io.targetnode.topology.service.TopologyFeed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Marks answers that may be stale with their age, while the feed of other replicas' writes is interrupted. An answer without the header
 * is at most one second old.
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
            Duration behind = feed.lag().plus(Duration.ofMillis(999));
            response.setHeader(HEADER, String.valueOf(behind.toSeconds()));
        }
        return true;
    }
}

package io.targetnode.api;

import io.targetnode.topology.service.TopologyFeed;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Says of answers how old they may be, once that is more than the bound within which writes of other replicas are seen. An
 * answer without the header is of the last second.
 */
final class StaleAnswers implements HandlerInterceptor {

    /** For how many seconds there may have been writes that are not known here. */
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

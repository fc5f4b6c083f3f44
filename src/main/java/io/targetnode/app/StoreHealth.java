package io.targetnode.app;

import io.targetnode.topology.service.TopologyFeed;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Ready as long as the store answers: what the feed's thread knows, so that no probe waits for a database. */
@Component("store")
class StoreHealth implements HealthIndicator {

    /** A store that was asked and is silent for so long is taken for lost. */
    private static final Duration SILENCE = Duration.ofSeconds(3);

    private final TopologyFeed feed;

    StoreHealth(TopologyFeed feed) {
        this.feed = feed;
    }

    @Override
    public Health health() {
        Duration behind = feed.lag();
        Health.Builder health = feed.isReachable() && behind.compareTo(SILENCE) < 0 ? Health.up() : Health.down();
        return health.withDetail("position", feed.position())
                .withDetail("behindMillis", behind.toMillis())
                .build();
    }
}

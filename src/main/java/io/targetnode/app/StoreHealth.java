package io.targetnode.app;

import io.targetnode.store.SqlStore;
import io.targetnode.topology.service.TopologyFeed;
import java.time.Duration;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Reports the store as healthy while it answers the feed. A probe reads the feed's state and never waits for the database. */
@Component("store")
class StoreHealth implements HealthIndicator {

    /** The store counts as unreachable after this time without an answer. */
    private static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final TopologyFeed feed;
    private final SqlStore store;

    StoreHealth(TopologyFeed feed, SqlStore store) {
        this.feed = feed;
        this.store = store;
    }

    @Override
    public Health health() {
        Duration lag = feed.lag();
        Health.Builder health = feed.isReachable() && lag.compareTo(TIMEOUT) < 0 ? Health.up() : Health.down();
        store.judging().remaining().ifPresent(topologies -> health.withDetail("topologiesToBeJudged", topologies));
        return health.withDetail("position", feed.position())
                .withDetail("behindMillis", lag.toMillis())
                .withDetail("damagedRevisions", store.damaged())
                .build();
    }
}

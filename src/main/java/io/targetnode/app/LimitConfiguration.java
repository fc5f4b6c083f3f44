package io.targetnode.app;

import io.targetnode.api.events.EventStreams;
import io.targetnode.api.wire.MemoryBudget;
import io.targetnode.api.wire.Preconditions;
import io.targetnode.api.wire.UploadLimit;
import io.targetnode.topology.ChangeHistory;
import io.targetnode.topology.TopologyFeed;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** What requests may take. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    /** How long a large request waits for others to finish. */
    private static final int PATIENCE_SECONDS = 5;

    /** The longest body in this time is a line of 1 Mbit/s. */
    private static final Duration UPLOAD_PATIENCE = Duration.ofSeconds(60);

    /** Half of the heap; the other half is for what is stored and for everything else. */
    @Bean
    MemoryBudget memoryBudget() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 2, PATIENCE_SECONDS);
    }

    @Bean
    UploadLimit uploadLimit(TargetnodeProperties properties) {
        return new UploadLimit(Math.toIntExact(properties.uploadLimit().toBytes()), UPLOAD_PATIENCE);
    }

    @Bean
    EventStreams eventStreams(
            TopologyFeed feed, ChangeHistory history, JsonMapper mapper, TargetnodeProperties properties) {
        return new EventStreams(feed, history, mapper, properties.eventReaders());
    }

    @Bean
    Preconditions preconditions(TargetnodeProperties properties) {
        return new Preconditions(properties.requireConditions());
    }
}

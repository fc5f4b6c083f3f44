package io.targetnode.app;

import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.UploadLimit;
import io.targetnode.api.events.EventStreams;
import io.targetnode.api.lookup.BatchStreams;
import io.targetnode.api.revision.Preconditions;
import io.targetnode.topology.service.ChangeHistory;
import io.targetnode.topology.service.TopologyFeed;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/** What requests may take. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    /** How long a large request waits for others to finish. */
    private static final int TIMEOUT_SECONDS = 5;

    /** The longest body in this time is a line of 1 Mbit/s. */
    private static final Duration UPLOAD_TIMEOUT = Duration.ofSeconds(60);

    private static final int LEAST_BATCH_STREAMS = 16;

    /** Half of the heap; the other half is for what is stored and for everything else. */
    @Bean
    MemoryBudget memoryBudget() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 2, TIMEOUT_SECONDS);
    }

    @Bean
    UploadLimit uploadLimit(TargetnodeProperties properties) {
        return new UploadLimit(Math.toIntExact(properties.uploadLimit().toBytes()), UPLOAD_TIMEOUT);
    }

    @Bean
    EventStreams eventStreams(
            TopologyFeed feed, ChangeHistory history, JsonMapper mapper, TargetnodeProperties properties) {
        return new EventStreams(feed, history, mapper, properties.eventReaders());
    }

    /** With an eighth of the heap for streams of addresses, and at least some; what waits for slow clients is the budget's. */
    @Bean
    BatchStreams batchStreams(
            MemoryBudget budget,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            @Value("${server.tomcat.connection-timeout:60s}") Duration connectionTimeout) {
        long room = Runtime.getRuntime().maxMemory() / 8 / BatchStreams.STREAM_BYTES;
        int limit = (int) Math.max(LEAST_BATCH_STREAMS, Math.min(room, Integer.MAX_VALUE));
        return new BatchStreams(budget, problems, limit, idle(connectionTimeout));
    }

    /** Twice the time after which the container cuts off a client; if it never does, it is asked to wait. */
    private static Duration idle(Duration connectionTimeout) {
        return connectionTimeout.isNegative() ? Duration.ZERO : connectionTimeout.multipliedBy(2);
    }

    @Bean
    Preconditions preconditions(TargetnodeProperties properties) {
        return new Preconditions(properties.requireConditions());
    }
}

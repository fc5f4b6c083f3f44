package io.targetnode.app;

import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.body.UploadLimit;
import io.targetnode.api.body.UploadPermits;
import io.targetnode.api.events.EventStreams;
import io.targetnode.api.lookup.BatchStreams;
import io.targetnode.api.revision.Preconditions;
import io.targetnode.topology.service.ChangeHistory;
import io.targetnode.topology.service.TopologyFeed;
import java.time.Duration;
import org.hibernate.validator.BaseHibernateValidatorConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.validation.autoconfigure.ValidationConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.HandlerExceptionResolver;
import tools.jackson.databind.json.JsonMapper;

/** The limits on requests. */
@Configuration(proxyBeanMethods = false)
class LimitConfiguration {

    /** How long a large request waits for memory. */
    private static final int TIMEOUT_SECONDS = 5;

    /** An upload of the default limit arrives in this time at about 1 Mbit/s. */
    private static final Duration UPLOAD_TIMEOUT = Duration.ofSeconds(60);

    private static final long MAX_UPLOAD_BYTES = 8L << 20;

    private static final int MIN_BATCH_STREAMS = 16;

    /** Half of the heap. The other half is for topologies in memory and for everything else. */
    @Bean
    MemoryBudget memoryBudget() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 2, TIMEOUT_SECONDS);
    }

    /** Half of the processors: look-ups have the others. */
    @Bean
    UploadPermits uploadPermits(TargetnodeProperties properties) {
        @Nullable Integer configured = properties.uploads();
        int count = configured == null ? Math.max(1, Runtime.getRuntime().availableProcessors() / 2) : configured;
        return new UploadPermits(count, TIMEOUT_SECONDS);
    }

    @Bean
    UploadLimit uploadLimit(TargetnodeProperties properties) {
        DataSize configured = properties.uploadLimit();
        long bytes = configured == null ? uploadBytes(Runtime.getRuntime().maxMemory()) : configured.toBytes();
        return new UploadLimit(Math.toIntExact(bytes), UPLOAD_TIMEOUT);
    }

    /** Parsing takes up to 18 times the length of a body, so two bodies of this length fit into half of the heap. */
    static long uploadBytes(long heapBytes) {
        return Math.min(MAX_UPLOAD_BYTES, heapBytes / 64);
    }

    /** A list in a body may have millions of faults; collecting all of them would take minutes and exhaust the heap. */
    @Bean
    ValidationConfigurationCustomizer stopAtFirstFault() {
        return configuration -> configuration.addProperty(BaseHibernateValidatorConfiguration.FAIL_FAST, "true");
    }

    @Bean
    EventStreams eventStreams(
            TopologyFeed feed, ChangeHistory history, JsonMapper mapper, TargetnodeProperties properties) {
        return new EventStreams(feed, history, mapper, properties.eventReaders());
    }

    /** Streams use up to an eighth of the heap. The budget limits the answers that wait for slow clients. */
    @Bean
    BatchStreams batchStreams(
            MemoryBudget budget,
            @Qualifier("handlerExceptionResolver") HandlerExceptionResolver problems,
            @Value("${server.tomcat.connection-timeout:60s}") Duration connectionTimeout,
            TargetnodeProperties properties) {
        long max = Runtime.getRuntime().maxMemory() / 8 / BatchStreams.STREAM_BYTES;
        int limit = (int) Math.max(MIN_BATCH_STREAMS, Math.min(max, Integer.MAX_VALUE));
        return new BatchStreams(
                budget,
                problems,
                limit,
                idleTimeout(connectionTimeout),
                properties.batch().minimumRate());
    }

    /** Twice the container's own timeout. Zero means no limit; it is the result if the container has no timeout. */
    private static Duration idleTimeout(Duration connectionTimeout) {
        return connectionTimeout.isNegative() ? Duration.ZERO : connectionTimeout.multipliedBy(2);
    }

    @Bean
    Preconditions preconditions(TargetnodeProperties properties) {
        return new Preconditions(properties.requireConditions());
    }
}

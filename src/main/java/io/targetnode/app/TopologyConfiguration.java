package io.targetnode.app;

import io.targetnode.api.wire.MemoryBudget;
import io.targetnode.api.wire.UploadLimit;
import io.targetnode.store.InMemoryTopologyStore;
import io.targetnode.topology.TopologyService;
import io.targetnode.topology.TopologyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service, its store and its limits. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TargetnodeProperties.class)
class TopologyConfiguration {

    /** How long a large request waits for others to finish. */
    private static final int PATIENCE_SECONDS = 5;

    /** The longest body in this time is a line of 1 Mbit/s. */
    private static final Duration UPLOAD_PATIENCE = Duration.ofSeconds(60);

    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    TopologyStore topologyStore(TargetnodeProperties properties, Clock clock) {
        return new InMemoryTopologyStore(properties.storeEntries(), clock);
    }

    @Bean
    TopologyService topologyService(TopologyStore store, Clock clock, TargetnodeProperties properties) {
        return new TopologyService(store, clock, properties.bootedEntries());
    }

    /** Half of the heap; the other half is for what is stored and for everything else. */
    @Bean
    MemoryBudget memoryBudget() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 2, PATIENCE_SECONDS);
    }

    @Bean
    UploadLimit uploadLimit(TargetnodeProperties properties) {
        return new UploadLimit(Math.toIntExact(properties.uploadLimit().toBytes()), UPLOAD_PATIENCE);
    }
}

package io.targetnode.app;

import io.targetnode.api.UploadLimit;
import io.targetnode.store.InMemoryTopologyStore;
import io.targetnode.topology.TopologyService;
import io.targetnode.topology.TopologyStore;
import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The service, its store and its limits. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TargetnodeProperties.class)
class TopologyConfiguration {

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

    @Bean
    UploadLimit uploadLimit(TargetnodeProperties properties) {
        return new UploadLimit(Math.toIntExact(properties.uploadLimit().toBytes()));
    }
}

package io.targetnode.app;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.targetnode.analysis.audit.FleetJudge;
import io.targetnode.app.metrics.MeteredStore;
import io.targetnode.store.SqlStore;
import io.targetnode.store.StorePools;
import io.targetnode.topology.AuditLog;
import io.targetnode.topology.BackgroundJudging;
import io.targetnode.topology.TopologyArchive;
import io.targetnode.topology.TopologyStore;
import io.targetnode.topology.service.ChangeHistory;
import io.targetnode.topology.service.ServedArchive;
import io.targetnode.topology.service.TopologyFeed;
import io.targetnode.topology.service.TopologyService;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.task.ThreadPoolTaskSchedulerBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.util.unit.DataSize;

/** Wires the store: PostgreSQL if {@code spring.datasource.url} is set, else the embedded store. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({TargetnodeProperties.class, DataSourceProperties.class})
@EnableScheduling
class StoreConfiguration {

    /** The methods with {@code @Scheduled}. */
    private static final int SCHEDULED_TASKS = 4;

    @Bean
    Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(DataSourceProperties database, TargetnodeProperties properties) {
        if (database.getUrl() == null) {
            return StorePools.embedded(
                    properties.dataDir(),
                    Optional.ofNullable(properties.storeLimit()).map(DataSize::toBytes));
        }
        return StorePools.shared(database.getUrl(), database.getUsername(), database.getPassword());
    }

    @Bean
    SqlStore sqlStore(HikariDataSource dataSource, TargetnodeProperties properties, Clock clock) {
        if (properties.checkStore()) {
            SqlStore.checkPages(dataSource);
        }
        return SqlStore.open(
                dataSource, properties.keep().retention(), properties.parsedQuotas(), new FleetJudge(), clock);
    }

    /**
     * Has a thread for each task, so that one that waits for the database delays no other. With virtual threads, Spring Boot would run
     * all tasks that have a fixed delay on one thread.
     */
    @Bean
    ThreadPoolTaskScheduler taskScheduler(ThreadPoolTaskSchedulerBuilder builder) {
        return builder.poolSize(SCHEDULED_TASKS).build();
    }

    /** Above 0: revisions are damaged on disk. */
    @Bean
    MeterBinder damagedRevisions(SqlStore store) {
        return registry -> Gauge.builder("targetnode.store.damaged", store, SqlStore::damaged)
                .description("Damaged revisions that were found since the start, or since the last repair")
                .register(registry);
    }

    @Bean
    TopologyStore topologyStore(SqlStore store, MeterRegistry meters) {
        return new MeteredStore(store.topologies(), meters);
    }

    @Bean
    BackgroundJudging backgroundJudging(SqlStore store) {
        return store.judging();
    }

    @Bean
    AuditLog auditLog(SqlStore store, MeterRegistry meters) {
        return new BufferedAuditLog(
                store.audit(),
                Counter.builder("targetnode.audit.lost")
                        .description("Entries of the audit log that were not stored")
                        .register(meters));
    }

    @Bean(initMethod = "start")
    TopologyFeed topologyFeed(SqlStore store) {
        return new TopologyFeed(store.feed());
    }

    @Bean
    ChangeHistory changeHistory(TopologyFeed feed, SqlStore store) {
        return new ChangeHistory(feed, store.feed());
    }

    @Bean
    TopologyService topologyService(
            TopologyStore store, SqlStore sql, TopologyFeed feed, Clock clock, TargetnodeProperties properties) {
        return new TopologyService(store, feed, sql.judge(), clock, cacheBytes(properties));
    }

    private static long cacheBytes(TargetnodeProperties properties) {
        DataSize configured = properties.bootedMemory();
        return configured == null ? Runtime.getRuntime().maxMemory() / 4 : configured.toBytes();
    }

    @Bean
    TopologyArchive topologyArchive(SqlStore store, TopologyService service) {
        return new ServedArchive(store.archive(), service);
    }
}

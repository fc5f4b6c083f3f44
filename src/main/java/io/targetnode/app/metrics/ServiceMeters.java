package io.targetnode.app.metrics;

import com.github.benmanes.caffeine.cache.Policy;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.cache.CaffeineCacheMetrics;
import io.targetnode.api.body.MemoryBudget;
import io.targetnode.api.events.EventStreams;
import io.targetnode.api.lookup.BatchStreams;
import io.targetnode.topology.service.TopologyFeed;
import io.targetnode.topology.service.TopologyService;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The state of the service: cache, feed, streams, memory of bodies; and the time of replays. */
@Component
final class ServiceMeters implements MeterBinder {

    private static final String CACHE = "topologies";
    private static final String BYTES = "bytes";

    private final TopologyService topologies;
    private final TopologyFeed feed;
    private final MemoryBudget bodies;
    private final BatchStreams batches;
    private final EventStreams events;

    ServiceMeters(
            TopologyService topologies,
            TopologyFeed feed,
            MemoryBudget bodies,
            BatchStreams batches,
            EventStreams events) {
        this.topologies = topologies;
        this.feed = feed;
        this.bodies = bodies;
        this.batches = batches;
        this.events = events;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Timer replays = Timer.builder("targetnode.replay")
                .description("Replays of a boot, one for each topology and behaviour")
                .register(registry);
        topologies.onReplay(nanos -> replays.record(nanos, TimeUnit.NANOSECONDS));
        CaffeineCacheMetrics.monitor(registry, topologies.cache(), CACHE);
        gauge(registry, "targetnode.cache.used", BYTES, "Memory of cached topologies", this::cacheBytes);
        TimeGauge.builder(
                        "targetnode.feed.lag",
                        feed,
                        TimeUnit.NANOSECONDS,
                        known -> known.lag().toNanos())
                .description("Time since the feed of writes was last read to its end")
                .register(registry);
        gauge(
                registry,
                "targetnode.feed.position",
                null,
                "Number of the last write that the feed has read",
                feed::position);
        gauge(
                registry,
                "targetnode.bodies.used",
                BYTES,
                "Memory of request bodies and large answers",
                () -> bodies.totalBytes() - bodies.freeBytes());
        gauge(registry, "targetnode.bodies.max", BYTES, "Limit of this memory", bodies::totalBytes);
        gauge(registry, "targetnode.batches.open", null, "Open streams of addresses", batches::count);
        gauge(registry, "targetnode.events.open", null, "Open streams of events", events::count);
    }

    private long cacheBytes() {
        return topologies
                .cache()
                .policy()
                .eviction()
                .map(Policy.Eviction::weightedSize)
                .orElse(OptionalLong.empty())
                .orElse(0);
    }

    private static void gauge(
            MeterRegistry registry, String name, @Nullable String unit, String description, Supplier<Number> value) {
        Gauge.builder(name, value).baseUnit(unit).description(description).register(registry);
    }
}

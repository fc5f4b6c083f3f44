package io.targetnode.app.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.targetnode.analysis.audit.Verdict;
import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.FleetFilter;
import io.targetnode.topology.FleetSummary;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.service.TopologyService;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The number of topologies with each verdict. They are counted every 15 seconds; a scrape reads the last counts. */
@Component
class FleetMeters implements MeterBinder {

    private static final String DAMAGED = "damaged";
    private static final String NOT_JUDGED = "not-judged";

    private static final int PERIOD_SECONDS = 15;

    private final TopologyService topologies;
    private volatile Map<String, Long> counts = Map.of();

    FleetMeters(TopologyService topologies) {
        this.topologies = topologies;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Stream.concat(Stream.of(Verdict.values()).map(Verdict::apiName), Stream.of(DAMAGED, NOT_JUDGED))
                .forEach(verdict -> Gauge.builder("targetnode.topologies", this, meters -> meters.count(verdict))
                        .tag("verdict", verdict)
                        .description("Topologies with each verdict; not a number while the store is unreachable")
                        .register(registry));
    }

    private double count(String verdict) {
        Map<String, Long> known = counts;
        return known.isEmpty() ? Double.NaN : known.getOrDefault(verdict, 0L);
    }

    @Scheduled(fixedDelay = PERIOD_SECONDS, timeUnit = TimeUnit.SECONDS)
    void read() {
        try {
            FleetSummary summary = topologies.fleet().summary(FleetFilter.ALL, 0, 0);
            Map<String, Long> read = new HashMap<>(summary.verdicts());
            read.put(DAMAGED, summary.damaged());
            read.put(NOT_JUDGED, summary.notJudged());
            counts = Map.copyOf(read);
        } catch (StoreUnavailableException | DamagedRevisionException e) {
            // The feed or the store reports it. An empty map stands for an unreachable store.
            counts = Map.of();
        }
    }
}

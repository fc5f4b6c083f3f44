package io.targetnode.app;

import io.targetnode.topology.BackgroundJudging;
import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.StoreFullException;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.service.TopologyService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Judges topologies that another version of the service has stored or judged, and reads the judgements of new topologies before a client
 * asks for them. Every replica runs it; repeated runs are harmless.
 */
@Component
class JudgingSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(JudgingSchedule.class);

    private final BackgroundJudging judging;
    private final TopologyService topologies;

    JudgingSchedule(BackgroundJudging judging, TopologyService topologies) {
        this.judging = judging;
        this.topologies = topologies;
    }

    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void judge() {
        try {
            while (judging.next() && !Thread.currentThread().isInterrupted()) {
                // The next batch: other writes may come between two batches.
            }
            topologies.fleet();
        } catch (StoreUnavailableException | StoreFullException | DamagedRevisionException e) {
            LOG.warn("Not all topologies were judged; the next attempt is in 10 seconds: {}", e.getMessage());
        }
    }
}

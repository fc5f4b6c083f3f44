package io.targetnode.app;

import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.StoreFullException;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.TopologyStore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Deletes old revisions, and the records of old deletions and writes, from the store every hour. Every replica runs it; repeated runs are harmless. */
@Component
class RetentionSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionSchedule.class);

    private final TopologyStore store;

    RetentionSchedule(TopologyStore store) {
        this.store = store;
    }

    @Scheduled(initialDelay = 5, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void sweep() {
        try {
            store.sweep();
        } catch (StoreUnavailableException | StoreFullException | DamagedRevisionException e) {
            LOG.warn("Old revisions were not deleted: {}", e.getMessage());
        }
    }
}

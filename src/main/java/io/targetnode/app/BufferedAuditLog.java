package io.targetnode.app;

import io.micrometer.core.instrument.Counter;
import io.targetnode.topology.AuditEntry;
import io.targetnode.topology.AuditFilter;
import io.targetnode.topology.AuditLog;
import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.StoreFullException;
import io.targetnode.topology.StoreUnavailableException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/**
 * Stores entries of the audit log in the background, many in one transaction: a write of a topology would otherwise wait for a second
 * flush to disk. While the store accepts none, entries wait in memory; those beyond the capacity are lost, which is logged and counted.
 */
final class BufferedAuditLog implements AuditLog, DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(BufferedAuditLog.class);

    static final int CAPACITY = 10_000;

    private static final int STORED_AT_ONCE = 1_000;

    private static final long PERIOD_MILLIS = 500;

    private final AuditLog stored;
    private final Counter lost;
    private final BlockingQueue<AuditEntry> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private final ReentrantLock storing = new ReentrantLock();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "audit-log");
        created.setDaemon(true);
        return created;
    });
    private boolean failing;
    private volatile boolean losing;

    /** @param lost counts entries that cannot be stored */
    BufferedAuditLog(AuditLog stored, Counter lost) {
        this.stored = stored;
        this.lost = lost;
        Future<?> unused =
                thread.scheduleWithFixedDelay(this::storeAgain, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Does not throw: the executor would not repeat a task that throws. */
    private void storeAgain() {
        try {
            store();
        } catch (RuntimeException e) {
            LOG.error("Audit log: entries could not be stored", e);
        }
    }

    /** Does not block or throw. */
    @Override
    public void add(List<AuditEntry> entries) {
        for (AuditEntry entry : entries) {
            if (waiting.offer(entry)) {
                continue;
            }
            lost.increment();
            if (!losing) {
                losing = true;
                LOG.error(
                        "Audit log: {} entries wait, and further ones are lost until the store accepts them", CAPACITY);
            }
        }
    }

    /** Includes the entries of this process that wait. */
    @Override
    public List<AuditEntry> list(AuditFilter filter, long before, int limit) {
        store();
        return stored.list(filter, before, limit);
    }

    @Override
    public void destroy() {
        thread.shutdown();
        store();
        if (!waiting.isEmpty()) {
            LOG.error("Audit log: {} entries were not stored; the log of io.targetnode.audit has them", waiting.size());
        }
    }

    /** Entries leave the queue after they have been stored. */
    private void store() {
        storing.lock();
        try {
            while (!waiting.isEmpty()) {
                List<AuditEntry> first = waiting.stream().limit(STORED_AT_ONCE).toList();
                stored.add(first);
                first.forEach(entry -> waiting.remove());
                failing = false;
                losing = false;
            }
        } catch (StoreUnavailableException | StoreFullException | DamagedRevisionException e) {
            if (!failing) {
                LOG.error("Audit log: the store accepts no entries, so they wait in memory: {}", e.getMessage());
            }
            failing = true;
        } finally {
            storing.unlock();
        }
    }
}

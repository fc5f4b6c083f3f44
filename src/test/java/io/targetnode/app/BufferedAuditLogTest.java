package io.targetnode.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.targetnode.topology.AuditEntry;
import io.targetnode.topology.AuditFilter;
import io.targetnode.topology.AuditLog;
import io.targetnode.topology.StoreFullException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BufferedAuditLogTest {

    private final Counter lost = new SimpleMeterRegistry().counter("lost");
    private final Stored stored = new Stored();
    private final BufferedAuditLog log = new BufferedAuditLog(stored, lost);

    private static final class Stored implements AuditLog {

        private final List<AuditEntry> entries = Collections.synchronizedList(new ArrayList<>());
        private volatile boolean full;
        private volatile boolean failing;

        @Override
        public void add(List<AuditEntry> added) {
            if (full) {
                throw new StoreFullException("full");
            }
            if (failing) {
                failing = false;
                throw new IllegalStateException("a fault in the store");
            }
            entries.addAll(added);
        }

        @Override
        public List<AuditEntry> list(AuditFilter filter, long before, int limit) {
            return List.copyOf(entries);
        }
    }

    private static AuditEntry entry(int status) {
        return new AuditEntry(
                0,
                Instant.EPOCH,
                "anonymous",
                "::1",
                AuditEntry.Action.OTHER,
                Optional.empty(),
                Optional.empty(),
                "POST",
                "/",
                status,
                Optional.empty());
    }

    @Test
    void aListHasTheEntriesThatWait() {
        log.add(List.of(entry(1), entry(2)));
        assertThat(log.list(AuditFilter.ALL, 1, 1)).containsExactly(entry(1), entry(2));
    }

    @Test
    void entriesAreStoredWithoutAReader() {
        log.add(List.of(entry(1)));
        await().untilAsserted(() -> assertThat(stored.entries).containsExactly(entry(1)));
    }

    @Test
    void entriesAreStoredAfterAFaultOfTheStore() {
        stored.failing = true;
        log.add(List.of(entry(1)));
        await().untilAsserted(() -> assertThat(stored.entries).containsExactly(entry(1)));
    }

    @Test
    void entriesWaitWhileTheStoreIsFullAndThoseBeyondTheCapacityAreCounted() {
        stored.full = true;
        for (int i = 0; i < BufferedAuditLog.CAPACITY + 3; i++) {
            log.add(List.of(entry(i)));
        }
        assertThat(log.list(AuditFilter.ALL, 1, 1)).isEmpty();
        assertThat(lost.count()).isEqualTo(3);
        stored.full = false;
        log.add(List.of());
        log.destroy();
        assertThat(stored.entries)
                .hasSize(BufferedAuditLog.CAPACITY)
                .startsWith(entry(0))
                .endsWith(entry(BufferedAuditLog.CAPACITY - 1));
    }
}

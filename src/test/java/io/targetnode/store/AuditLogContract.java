package io.targetnode.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.targetnode.analysis.audit.FleetJudge;
import io.targetnode.topology.AuditEntry;
import io.targetnode.topology.AuditEntry.Action;
import io.targetnode.topology.AuditFilter;
import io.targetnode.topology.AuditLog;
import io.targetnode.topology.Retention;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.TopologyName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The audit log of a store, for every database. */
abstract class AuditLogContract extends OpenStores {

    private AuditEntry entry(String caller, Action action, Optional<TopologyName> name) {
        return new AuditEntry(
                0,
                now,
                caller,
                "::1",
                action,
                name,
                action == Action.CREATE ? Optional.of(1) : Optional.empty(),
                "PUT",
                "/api/v1/topologies/a",
                201,
                action == Action.IMPORT ? Optional.of("3 revisions") : Optional.empty());
    }

    private AuditEntry create(TopologyName name) {
        return entry("key:9f9f5111", Action.CREATE, Optional.of(name));
    }

    private static List<Long> numbers(AuditLog log, AuditFilter filter) {
        return log.list(filter, Long.MAX_VALUE, 100).stream()
                .map(AuditEntry::number)
                .toList();
    }

    private static AuditFilter by(Optional<TopologyName> name, String prefix) {
        return new AuditFilter(name, prefix, Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Test
    void entriesAreListedAsTheyWereAddedNewestFirst() {
        AuditEntry first = create(NAME);
        AuditEntry second = entry("sub:robot", Action.IMPORT, Optional.empty());
        source.audit().add(List.of(first, second));
        assertThat(source.audit().list(AuditFilter.ALL, Long.MAX_VALUE, 10))
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("number")
                .containsExactly(second, first);
        assertThat(numbers(source.audit(), AuditFilter.ALL)).containsExactly(2L, 1L);
        assertThat(source.audit().list(AuditFilter.ALL, 2, 10))
                .extracting(AuditEntry::number)
                .containsExactly(1L);
        assertThat(source.audit().list(AuditFilter.ALL, Long.MAX_VALUE, 1)).hasSize(1);
    }

    @Test
    void entriesAreSelected() {
        source.audit().add(List.of(create(NAME), create(new TopologyName("rack1"))));
        now = now.plusSeconds(60);
        source.audit()
                .add(List.of(
                        create(new TopologyName("Rack1-x")),
                        entry("sub:robot", Action.REFUSED, Optional.of(OTHER)),
                        entry("sub:robot", Action.IMPORT, Optional.empty())));
        assertThat(numbers(source.audit(), by(Optional.of(NAME), ""))).containsExactly(1L);
        assertThat(numbers(source.audit(), by(Optional.empty(), "rack1"))).containsExactly(4L, 2L, 1L);
        assertThat(numbers(source.audit(), by(Optional.empty(), "rack1-"))).containsExactly(4L, 1L);
        assertThat(numbers(source.audit(), by(Optional.empty(), "%"))).isEmpty();
        assertThat(numbers(source.audit(), by(Optional.empty(), "\0"))).isEmpty();
        assertThat(numbers(source.audit(), by(Optional.of(NAME), "rack2"))).isEmpty();
        AuditFilter ofRobot = new AuditFilter(
                Optional.empty(), "", Optional.of("sub:robot"), Optional.of(Action.REFUSED), Optional.empty());
        assertThat(numbers(source.audit(), ofRobot)).containsExactly(4L);
        AuditFilter unprintable =
                new AuditFilter(Optional.empty(), "", Optional.of("sub:\0"), Optional.empty(), Optional.empty());
        assertThat(numbers(source.audit(), unprintable)).isEmpty();
        AuditFilter recent =
                new AuditFilter(Optional.empty(), "", Optional.empty(), Optional.empty(), Optional.of(now));
        assertThat(numbers(source.audit(), recent)).containsExactly(5L, 4L, 3L);
    }

    @Test
    void theOldestEntriesAreDeletedAboveTheMaximumAndTheAge() {
        SqlStore store = open(Duration.ofDays(2), 3);
        AuditLog log = store.audit();
        log.add(List.of(create(NAME), create(NAME)));
        now = now.plus(Duration.ofDays(1));
        log.add(List.of(create(OTHER), create(OTHER)));
        assertThat(numbers(log, AuditFilter.ALL)).containsExactly(4L, 3L, 2L);
        store.topologies().sweep();
        assertThat(numbers(log, AuditFilter.ALL)).hasSize(3);
        now = now.plus(Duration.ofDays(1)).plusMillis(1);
        store.topologies().sweep();
        assertThat(numbers(log, AuditFilter.ALL)).containsExactly(4L, 3L);
        log.add(List.of(create(NAME)));
        assertThat(numbers(log, AuditFilter.ALL)).containsExactly(5L, 4L, 3L);
    }

    @Test
    void anAuditLogOfNoEntriesStoresNone() {
        AuditLog log = open(Duration.ofDays(2), 0).audit();
        log.add(List.of(create(NAME)));
        assertThat(numbers(log, AuditFilter.ALL)).isEmpty();
    }

    @Test
    void entriesOfReplicasHaveOneOrder() {
        HikariDataSource pool = pool();
        List<AuditLog> replicas =
                List.of(open(pool, 100).audit(), open(pool, 100).audit());
        List<CompletableFuture<Void>> writers = new ArrayList<>();
        for (AuditLog replica : replicas) {
            writers.add(CompletableFuture.runAsync(
                    () -> IntStream.range(0, 50).forEach(i -> replica.add(List.of(create(NAME))))));
        }
        writers.forEach(CompletableFuture::join);
        assertThat(numbers(replicas.get(0), AuditFilter.ALL))
                .isEqualTo(
                        LongStream.rangeClosed(1, 100).map(n -> 101 - n).boxed().toList());
    }

    @Test
    void aFailureOfTheDatabaseIsReportedAndAddsNothing() {
        HikariDataSource pool = pool();
        AuditLog log = open(pool, 100).audit();
        pool.close();
        assertThatThrownBy(() -> log.add(List.of(create(NAME)))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> log.list(AuditFilter.ALL, 1, 1)).isInstanceOf(StoreUnavailableException.class);
    }

    @Test
    void anEntryWithADamagedNameIsListedWithoutIt() {
        source.audit().add(List.of(create(NAME), create(OTHER)));
        source.database()
                .jdbc()
                .sql("update audit set name = 'a name' where number = 1")
                .update();
        assertThat(source.audit().list(AuditFilter.ALL, Long.MAX_VALUE, 10))
                .extracting(AuditEntry::name)
                .containsExactly(Optional.of(OTHER), Optional.empty());
    }

    /** The entries of the audit log change nothing that readers of the feed see. */
    @Test
    void theFeedHasNoEntries() {
        source.audit().add(List.of(create(NAME)));
        assertThat(source.feed().position().head()).isZero();
    }

    private SqlStore open(Duration age, int entries) {
        Retention retention = new Retention(10, Optional.empty(), Duration.ofDays(30), age, entries);
        return open(pool(), retention, new FleetJudge());
    }
}

package io.targetnode.store;

import static io.targetnode.store.Uploads.windowOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.targetnode.analysis.audit.FleetJudge;
import io.targetnode.topology.Quota;
import io.targetnode.topology.QuotaExceededException;
import io.targetnode.topology.Retention;
import io.targetnode.topology.Retentions;
import io.targetnode.topology.TopologyFilter;
import io.targetnode.topology.TopologyName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Quotas, for every database. */
abstract class QuotaContract extends OpenStores {

    private static final Retention TWO_REVISIONS = Retentions.of(2);

    private static Quota topologies(String prefix, long limit) {
        return new Quota(prefix, OptionalLong.of(limit), OptionalLong.empty());
    }

    private static Quota bytes(String prefix, long limit) {
        return new Quota(prefix, OptionalLong.empty(), OptionalLong.of(limit));
    }

    private static TopologyName name(String text) {
        return new TopologyName(text);
    }

    private SqlStore open(HikariDataSource pool, Quota... quotas) {
        return open(pool, TWO_REVISIONS, List.of(quotas), new FleetJudge());
    }

    private static List<String> names(SqlStore store) {
        return store
                .topologies()
                .list(Optional.empty(), new TopologyFilter("", Map.of(), Optional.empty()), 100)
                .stream()
                .map(summary -> summary.name().text())
                .toList();
    }

    @Test
    void aNewTopologyAboveTheQuotaOfItsPrefixIsRefused() {
        SqlStore store = open(pool(), topologies("a-", 2), topologies("", 4));
        List.of("a-1", "a-2", "b-1").forEach(text -> save(store, name(text), windowOn(2)));
        assertThatThrownBy(() -> save(store, name("a-3"), windowOn(2)))
                .isInstanceOf(QuotaExceededException.class)
                .hasMessage("The quota of a-* is 2 topologies, and this upload would make it 3.");
        assertThat(names(store)).containsExactly("a-1", "a-2", "b-1");
        save(store, name("a-1"), windowOn(0));
        save(store, name("b-2"), windowOn(2));
        assertThatThrownBy(() -> save(store, name("c"), windowOn(2))).hasMessageStartingWith("The quota of * is 4");
        delete(store, name("a-2"));
        save(store, name("a-3"), windowOn(2));
        assertThat(names(store)).containsExactly("a-1", "a-3", "b-1", "b-2");
    }

    @Test
    void bytesOfOldRevisionsCountUntilTheyAreDeleted() {
        HikariDataSource pool = pool();
        save(open(pool), name("a-1"), windowOn(2));
        long size = size(open(pool), "a-");
        SqlStore store = open(pool, bytes("a-", 2 * size + 10));
        save(store, name("a-1"), windowOn(0));
        assertThatThrownBy(() -> save(store, name("a-2"), windowOn(0)))
                .isInstanceOf(QuotaExceededException.class)
                .hasMessageContaining(" bytes in stored revisions, and this upload would make it ");
        // A third revision replaces the first one.
        save(store, name("a-1"), windowOn(2));
        assertThat(revisions(store, name("a-1"))).containsExactly(3, 2);
        save(store, name("b-1"), windowOn(2));
    }

    private static long size(SqlStore store, String prefix) {
        return store.database()
                .jdbc()
                .sql("select sum(size) from revision where name like ?")
                .param(prefix + "%")
                .query(Long.class)
                .single();
    }

    /** The quota was reduced, or topologies were imported. */
    @Test
    void topologiesAboveTheQuotaStayAndCanBeReplaced() {
        HikariDataSource pool = pool();
        SqlStore before = open(pool);
        save(before, NAME, windowOn(2));
        save(before, OTHER, windowOn(2));
        SqlStore store = open(pool, topologies("rack1-", 1));
        save(store, OTHER, windowOn(0));
        assertThat(names(store)).hasSize(2);
    }

    @Test
    void concurrentUploadsToReplicasStayWithinTheQuota() {
        HikariDataSource pool = pool();
        List<SqlStore> replicas = List.of(open(pool, topologies("a-", 5)), open(pool, topologies("a-", 5)));
        AtomicInteger refused = new AtomicInteger();
        CompletableFuture.allOf(IntStream.range(0, 20)
                        .mapToObj(i -> CompletableFuture.runAsync(() -> {
                            try {
                                save(replicas.get(i % 2), name("a-" + i), windowOn(2));
                            } catch (QuotaExceededException e) {
                                refused.incrementAndGet();
                            }
                        }))
                        .toArray(CompletableFuture[]::new))
                .join();
        assertThat(names(replicas.get(0))).hasSize(5);
        assertThat(refused).hasValue(15);
    }
}

package io.targetnode.store;

import static io.targetnode.store.Uploads.windowOn;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.targetnode.analysis.audit.FleetJudge;
import io.targetnode.topology.Fleet;
import io.targetnode.topology.FleetFilter;
import io.targetnode.topology.StoredJudgement;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.Upload;
import io.targetnode.topology.service.Judge;
import io.targetnode.topology.service.ReplayedTopology;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Measures the audit of a fleet in both stores: {@code mvn -Pfigures test -Dtest=FleetAuditFiguresTest}. The rows are inserted
 * directly. Asserts only that the answers are right.
 */
@Tag("figures")
class FleetAuditFiguresTest extends OpenStores {

    private static final int TOPOLOGIES = Integer.getInteger("figures.topologies", 100_000);
    private static final int REQUESTS = Integer.getInteger("figures.requests", 200);
    private static final int KERNELS = 60;
    private static final String[] VERDICTS = {"affected", "fixed", "not-affected", "not-affected"};

    @TempDir
    private Path folder;

    private int pools;

    @Override
    HikariDataSource pool() {
        return StorePools.embedded(folder.resolve("store" + pools++), Optional.empty());
    }

    @Test
    void embedded() {
        measure("SQLite, 500 layouts", pool(), 500);
        measure("SQLite, every layout different", pool(), TOPOLOGIES);
    }

    @Test
    void postgres() {
        measure("PostgreSQL, 500 layouts", StorePools.shared(Postgres.newDatabase(), null, null), 500);
        measure(
                "PostgreSQL, every layout different",
                StorePools.shared(Postgres.newDatabase(), null, null),
                TOPOLOGIES);
    }

    private void measure(String what, HikariDataSource pool, int layouts) {
        SqlStore store = open(pool, 10);
        fill(store, layouts);
        long before = usedHeap();
        store.topologies().fleet();
        System.out.printf("%s: %d bytes of heap a topology%n", what, (usedHeap() - before) / TOPOLOGIES);
        audit(store, what + ", all", FleetFilter.ALL, TOPOLOGIES);
        audit(store, what + ", by verdict", new FleetFilter("", Map.of(), Optional.of("affected")), 0);
        audit(store, what + ", by label of 200", label("rack", "r1"), 200);
        audit(store, what + ", by label of a quarter", label("site", "s1"), TOPOLOGIES / 4);
        audit(store, what + ", by label of all", label("all", "x"), TOPOLOGIES);
        audit(store, what + ", by prefix of 1000", new FleetFilter("host-000", Map.of(), Optional.empty()), 1000);
        writes(store, what + ", write");
        writes(open(pool, 10, new Unjudged()), what + ", write without judging");
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** What a write costs without a judgement. */
    private record Unjudged() implements Judge {

        @Override
        public long version() {
            return 0;
        }

        @Override
        public StoredJudgement judge(ReplayedTopology machine) {
            return new StoredJudgement("fixed", 0, "", "", false, true, true);
        }
    }

    private static Map<String, String> labels(int host) {
        return Map.of("rack", "r" + host / 200, "site", "s" + host % 4, "all", "x");
    }

    private static FleetFilter label(String key, String value) {
        return new FleetFilter("", Map.of(key, value), Optional.empty());
    }

    private static void audit(SqlStore store, String what, FleetFilter filter, long expected) {
        long[] afterWrites = new long[REQUESTS];
        long[] unchanged = new long[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            save(store, new TopologyName("new-%06d".formatted(i)), windowOn(2, labels(i)));
            afterWrites[i] = time(store, filter, expected);
            unchanged[i] = time(store, filter, expected);
        }
        print(what + ", after a write", afterWrites);
        print(what + ", unchanged", unchanged);
    }

    private static long time(SqlStore store, FleetFilter filter, long expected) {
        long begun = System.nanoTime();
        Fleet fleet = store.topologies().fleet();
        long selected = fleet.summary(filter, 1001, 100).verdicts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        assertThat(fleet.list(Optional.empty(), filter, 51)).hasSize(51);
        long nanos = System.nanoTime() - begun;
        assertThat(selected).isGreaterThanOrEqualTo(expected);
        return nanos;
    }

    private static void writes(SqlStore store, String what) {
        long[] nanos = new long[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            Upload upload = windowOn(i % 100 + 2);
            long begun = System.nanoTime();
            save(store, new TopologyName("written-%06d".formatted(i)), upload);
            nanos[i] = System.nanoTime() - begun;
        }
        print(what, nanos);
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%s: p50 %.1f ms, p99 %.1f ms%n",
                what, nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
    }

    private static void fill(SqlStore store, int layouts) {
        Random random = new Random(1);
        long version = new FleetJudge().version();
        for (int from = 0; from < TOPOLOGIES; from += 10_000) {
            List<Object[]> topologies = new ArrayList<>();
            List<Object[]> labels = new ArrayList<>();
            for (int i = from; i < Math.min(TOPOLOGIES, from + 10_000); i++) {
                String name = "host-%06d".formatted(i);
                int layout = layouts == TOPOLOGIES ? i : random.nextInt(layouts);
                topologies.add(new Object[] {
                    name,
                    i,
                    version,
                    VERDICTS[layout % VERDICTS.length],
                    "%032x".formatted(layout * 0x9e3779b97f4a7c15L & Long.MAX_VALUE),
                    "6.1.%d-host".formatted(random.nextInt(KERNELS))
                });
                labels(i).forEach((key, value) -> labels.add(new Object[] {name, key, value}));
            }
            store.database().batch("""
                    insert into topology (name, revision, created, judged, judged_by, verdict, affected_bytes, fingerprint, kernel,
                        kernel_assumed) values (?, 1, ?, 1, ?, ?, 4096, ?, ?, false)""", topologies);
            store.database().batch("insert into label (name, key, value) values (?, ?, ?)", labels);
        }
    }
}

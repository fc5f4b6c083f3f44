package io.targetnode.store;

import com.zaxxer.hikari.HikariDataSource;
import io.targetnode.analysis.audit.FleetJudge;
import io.targetnode.topology.Precondition;
import io.targetnode.topology.Quota;
import io.targetnode.topology.Retention;
import io.targetnode.topology.Retentions;
import io.targetnode.topology.RevisionSummary;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.Upload;
import io.targetnode.topology.service.Judge;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** The stores of a test, each in its own database. */
abstract class OpenStores {

    static final TopologyName NAME = new TopologyName("rack1-h7");
    static final TopologyName OTHER = new TopologyName("rack1-h8");

    static final Clock CLOCK = Clock.systemUTC();
    static final Retention RETENTION = Retentions.of(100);

    Instant now = Instant.parse("2026-01-01T00:00:00.123Z");
    SqlStore source;
    private final InstantSource instants = () -> now;
    private final Clock clock = instants.withZone(ZoneOffset.UTC);
    private final List<AutoCloseable> opened = new ArrayList<>();

    /** A new, empty database. */
    abstract HikariDataSource pool();

    @BeforeEach
    void open() {
        source = open(1000);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    final SqlStore open(int revisionsKept) {
        return open(pool(), revisionsKept);
    }

    final SqlStore open(HikariDataSource pool, int revisionsKept) {
        return open(pool, revisionsKept, new FleetJudge());
    }

    /** Several stores of one pool are replicas. */
    final SqlStore open(HikariDataSource pool, int revisionsKept, Judge judge) {
        return open(pool, Retentions.of(revisionsKept), judge);
    }

    final SqlStore open(HikariDataSource pool, Retention retention, Judge judge) {
        return open(pool, retention, List.of(), judge);
    }

    final SqlStore open(HikariDataSource pool, Retention retention, List<Quota> quotas, Judge judge) {
        SqlStore store = SqlStore.open(pool, retention, quotas, judge, clock);
        opened.add(store);
        if (!opened.contains(pool)) {
            opened.add(pool);
        }
        return store;
    }

    /** Changes all documents of a store, as a fault of the disk does. */
    static void damage(SqlStore store) {
        store.database()
                .jdbc()
                .sql("update revision set document = replace(document, 'cxl', 'xcl')")
                .update();
    }

    static void save(SqlStore store, TopologyName name, Upload upload) {
        store.topologies().save(name, upload, store.judge().judge(upload), Precondition.NONE);
    }

    static void delete(SqlStore store, TopologyName name) {
        store.topologies().delete(name, Precondition.NONE);
    }

    static List<Integer> revisions(SqlStore store, TopologyName name) {
        return store.topologies().revisions(name, Integer.MAX_VALUE, 1000).stream()
                .map(RevisionSummary::revision)
                .toList();
    }
}

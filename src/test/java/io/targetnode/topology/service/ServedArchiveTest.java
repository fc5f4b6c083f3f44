package io.targetnode.topology.service;

import static io.targetnode.store.Uploads.windowOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.targetnode.analysis.audit.FleetJudge;
import io.targetnode.store.SqlStore;
import io.targetnode.store.StorePools;
import io.targetnode.topology.ArchiveWalk;
import io.targetnode.topology.Precondition;
import io.targetnode.topology.Retentions;
import io.targetnode.topology.TopologyArchive;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.UnknownTopologyException;
import io.targetnode.topology.VerifiedRevision;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service whose feed is not started: only the archive can notify it of an import. */
class ServedArchiveTest {

    private static final TopologyName NAME = new TopologyName("rack1-h7");

    @TempDir
    private Path folder;

    private HikariDataSource pool;
    private SqlStore store;
    private TopologyService service;
    private TopologyArchive archive;
    private List<VerifiedRevision> revisions;

    /** Two revisions are archived. The first is stored and cached by the service. */
    @BeforeEach
    void open() {
        Clock clock = Clock.tickMillis(ZoneOffset.UTC);
        pool = StorePools.embedded(folder, Optional.empty());
        store = SqlStore.open(pool, Retentions.of(9), new FleetJudge(), clock);
        service = new TopologyService(
                store.topologies(), new TopologyFeed(store.feed()), new FleetJudge(), clock, 10_000_000);
        archive = new ServedArchive(store.archive(), service);
        service.put(NAME, service.judge(windowOn(2)), Precondition.NONE);
        service.put(NAME, service.judge(windowOn(3)), Precondition.NONE);
        ArchiveWalk walk = archive.walk();
        walk.measure();
        revisions = walk.read().revisions().stream().map(archive::verify).toList();
        service.delete(NAME, Precondition.NONE);
        archive.store(revisions.subList(0, 1));
        assertThat(service.get(NAME).topology().revision()).isEqualTo(1);
    }

    @AfterEach
    void close() {
        store.close();
        pool.close();
    }

    @Test
    void theServiceAnswersFromTheImportedStateOnceAnImportReturns() {
        archive.store(revisions);
        assertThat(service.get(NAME).topology().upload()).isEqualTo(windowOn(3));
        assertThat(service.get(NAME, Optional.of(1)).topology().upload()).isEqualTo(windowOn(2));
    }

    @Test
    void anImportThatBypassesTheServedArchiveDoesNotNotifyTheService() {
        store.archive().store(revisions);
        assertThat(service.get(NAME).topology().upload()).isEqualTo(windowOn(2));
    }

    @Test
    void aWithdrawnTopologyIsNotServedAnyMore() {
        assertThat(archive.withdraw(revisions.get(0).summary())).isPresent();
        assertThatThrownBy(() -> service.get(NAME)).isInstanceOf(UnknownTopologyException.class);
        assertThat(archive.withdraw(revisions.get(0).summary())).isEmpty();
    }
}

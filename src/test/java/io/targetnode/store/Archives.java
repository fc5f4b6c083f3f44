package io.targetnode.store;

import static io.targetnode.store.Uploads.windowOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.topology.ArchiveWalk;
import io.targetnode.topology.ArchiveWalk.Page;
import io.targetnode.topology.Current;
import io.targetnode.topology.Precondition;
import io.targetnode.topology.RevisionSummary;
import io.targetnode.topology.TopologyArchive;
import io.targetnode.topology.TopologyArchive.Imported;
import io.targetnode.topology.TopologyChange;
import io.targetnode.topology.TopologyFilter;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.TopologyStore;
import io.targetnode.topology.VerifiedRevision;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads, copies, fills and compares complete archives. */
final class Archives {

    private Archives() {}

    static List<Page> pages(ArchiveWalk walk) {
        List<Page> pages = new ArrayList<>();
        while (walk.measure().isPresent()) {
            pages.add(walk.read());
        }
        return pages;
    }

    static List<VerifiedRevision> verified(SqlStore store) {
        return pages(store.archive().walk()).stream()
                .flatMap(page -> page.revisions().stream())
                .map(store.archive()::verify)
                .toList();
    }

    /** Copies everything, one page at a time. Nothing may be deleted meanwhile. */
    static Imported copy(SqlStore from, SqlStore to) {
        List<TopologyChange> changes = new ArrayList<>();
        int unchanged = 0;
        int outdated = 0;
        TopologyArchive archive = to.archive();
        for (Page page : pages(from.archive().walk())) {
            Imported imported =
                    archive.store(page.revisions().stream().map(archive::verify).toList());
            changes.addAll(imported.changes());
            unchanged += imported.unchanged();
            outdated += imported.outdated();
        }
        return new Imported(changes, unchanged, outdated);
    }

    /** Adds histories, labels of all kinds, topologies that were deleted and created again, and long documents. */
    static void fill(SqlStore store) {
        TopologyStore topologies = store.topologies();
        for (int i = 0; i < 30; i++) {
            TopologyName name = new TopologyName((i % 2 == 0 ? "Rack" : "rack") + i % 4 + "-h" + i);
            for (int node = 2; node < 3 + i % 7; node++) {
                Map<String, String> labels = Map.of("rack", "r" + i % 4, "größe \uD83D\uDC27", "\"'\\ \u00e4" + node);
                Uploads.save(topologies, name, windowOn(node, labels), Precondition.NONE);
            }
            if (i % 5 == 0) {
                topologies.delete(name, Precondition.NONE);
            }
            if (i % 10 == 0) {
                Uploads.save(topologies, name, windowOn(i + 2), Precondition.NONE);
                Uploads.save(topologies, name, Uploads.longWindowOn(2, 500_000), Precondition.NONE);
            }
        }
    }

    /** Both stores return the same lists (also by label), histories, revisions, times and tags. */
    static void assertSame(SqlStore first, SqlStore second) {
        List<RevisionSummary> list = list(first, Map.of());
        assertThat(list(second, Map.of())).isEqualTo(list);
        assertThat(list(second, Map.of("rack", "r1"))).isEqualTo(list(first, Map.of("rack", "r1")));
        for (RevisionSummary current : list) {
            TopologyName name = current.name();
            assertThat(second.topologies().find(name).map(Current::topology))
                    .isEqualTo(first.topologies().find(name).map(Current::topology));
            List<RevisionSummary> revisions = first.topologies().revisions(name, Integer.MAX_VALUE, 1000);
            assertThat(second.topologies().revisions(name, Integer.MAX_VALUE, 1000))
                    .isEqualTo(revisions)
                    .extracting(RevisionSummary::tag)
                    .doesNotHaveDuplicates();
            for (RevisionSummary revision : revisions) {
                assertThat(second.topologies().find(name, revision.revision()))
                        .isEqualTo(first.topologies().find(name, revision.revision()))
                        .isPresent();
            }
        }
    }

    private static List<RevisionSummary> list(SqlStore store, Map<String, String> labels) {
        return store.topologies().list(Optional.empty(), new TopologyFilter("", labels), 1000);
    }
}

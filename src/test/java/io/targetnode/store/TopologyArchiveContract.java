package io.targetnode.store;

import static io.targetnode.store.Uploads.windowOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.targetnode.topology.ArchivedRevision;
import io.targetnode.topology.Current;
import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.FeedEntry;
import io.targetnode.topology.ImportConflictException;
import io.targetnode.topology.RevisionSummary;
import io.targetnode.topology.Sha256;
import io.targetnode.topology.StoreFullException;
import io.targetnode.topology.Topology;
import io.targetnode.topology.TopologyArchive.Imported;
import io.targetnode.topology.TopologyChange;
import io.targetnode.topology.TopologyChange.Kind;
import io.targetnode.topology.TopologyFilter;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.VerifiedRevision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of an import of revisions from another store. */
abstract class TopologyArchiveContract extends OpenStores {

    private SqlStore target;

    @BeforeEach
    void openTarget() {
        target = open(1000);
    }

    @Test
    void anEmptyStoreReceivesEverything() {
        Archives.fill(source);
        now = now.plusSeconds(1_000_000);
        Imported imported = Archives.copy(source, target);
        Archives.assertSame(source, target);
        assertThat(imported.unchanged() + imported.outdated()).isZero();
        assertThat(imported.changes())
                .hasSizeGreaterThan(90)
                .extracting(TopologyChange::at)
                .containsOnly(now);
    }

    @Test
    void aRepeatedImportChangesNothing() {
        Archives.fill(source);
        int revisions = Archives.copy(source, target).changes().size();
        Imported again = Archives.copy(source, target);
        assertThat(again).isEqualTo(new Imported(List.of(), revisions, 0));
        assertThat(Archives.copy(source, source)).as("into itself").isEqualTo(again);
        assertThat(target.feed().position().head()).isEqualTo(revisions);
        Archives.assertSame(source, target);
    }

    @Test
    void everyImportedRevisionIsASeparateWriteInTheFeed() {
        save(target, OTHER, windowOn(2));
        save(source, NAME, windowOn(2));
        save(source, NAME, windowOn(3));
        save(source, OTHER, windowOn(2));
        save(source, OTHER, windowOn(4));
        now = now.plusSeconds(9);
        Imported imported = Archives.copy(source, target);
        assertThat(imported.changes())
                .containsExactly(
                        new TopologyChange(2, Kind.CREATED, NAME, 1, now),
                        new TopologyChange(3, Kind.REPLACED, NAME, 2, now),
                        new TopologyChange(4, Kind.REPLACED, OTHER, 2, now));
        assertThat(imported.unchanged()).isEqualTo(1);
        assertThat(Uploads.changes(target.feed(), 1, 10)).isEqualTo(imported.changes());
        assertThat(current(target, NAME))
                .extracting(Current::created, Current::number)
                .containsExactly(2L, 3L);
        assertThat(current(target, OTHER))
                .extracting(Current::created, Current::number)
                .containsExactly(1L, 4L);
    }

    @Test
    void aHigherRevisionReplacesTheCurrentOneAndItsLabels() {
        save(source, NAME, windowOn(2, Map.of("rack", "r1", "row", "1")));
        Archives.copy(source, target);
        save(source, NAME, windowOn(3, Map.of("rack", "r2")));
        Archives.copy(source, target);
        assertThat(current(target, NAME).topology())
                .isEqualTo(current(source, NAME).topology());
        assertThat(target.topologies().list(Optional.empty(), new TopologyFilter("", Map.of("row", "1")), 9))
                .isEmpty();
        assertThat(target.topologies().list(Optional.empty(), new TopologyFilter("", Map.of("rack", "r2")), 9))
                .hasSize(1);
    }

    @Test
    void anUploadAfterAnImportGetsTheNextRevision() {
        save(source, NAME, windowOn(2));
        save(source, NAME, windowOn(3));
        target.archive().store(Archives.verified(source).subList(1, 2));
        save(target, NAME, windowOn(4));
        assertThat(revisions(target, NAME)).containsExactly(3, 2);
        assertThat(current(target, NAME).number()).isEqualTo(2);
    }

    @Test
    void aRevisionThatIsStoredWithDifferentContentIsAConflictAndNothingIsImported() {
        save(target, OTHER, windowOn(7));
        save(source, NAME, windowOn(2));
        save(source, OTHER, windowOn(2));
        List<VerifiedRevision> revisions = Archives.verified(source);
        assertThatThrownBy(() -> target.archive().store(revisions))
                .isInstanceOfSatisfying(
                        ImportConflictException.class,
                        e -> assertThat(e.index()).isEqualTo(1))
                .hasMessage("revision 1 of 'rack1-h8' is already stored with different content");
        assertThat(target.topologies().find(NAME)).isEmpty();
        assertThat(target.feed().position().head()).isEqualTo(1);
    }

    @Test
    void twoContentsOfOneRevisionAreAConflictEvenIfNeitherIsStored() {
        save(source, NAME, windowOn(2));
        save(target, NAME, windowOn(3));
        SqlStore third = open(1000);
        List<VerifiedRevision> both = new ArrayList<>(Archives.verified(source));
        both.addAll(Archives.verified(target));
        assertThatThrownBy(() -> third.archive().store(both)).isInstanceOf(ImportConflictException.class);
        assertThat(third.feed().position().head()).isZero();
    }

    @Test
    void aMissingRevisionBelowTheCurrentOneIsSkipped() {
        IntStream.range(2, 8).forEach(node -> save(source, NAME, windowOn(node)));
        List<VerifiedRevision> all = Archives.verified(source);
        target.archive().store(all.subList(3, 5));
        Imported imported = target.archive().store(all);
        assertThat(imported.outdated()).isEqualTo(3);
        assertThat(imported.unchanged()).isEqualTo(2);
        assertThat(imported.changes()).extracting(TopologyChange::revision).containsExactly(6);
        assertThat(revisions(target, NAME)).containsExactly(6, 5, 4);
    }

    @Test
    void theRetentionAppliesToImportedRevisions() {
        SqlStore three = open(3);
        IntStream.range(2, 12).forEach(node -> save(source, NAME, windowOn(node)));
        Archives.copy(source, three);
        assertThat(revisions(three, NAME)).containsExactly(10, 9, 8);
        assertThat(three.feed().entries(0, 99)).extracting(FeedEntry::number).containsExactly(8L, 9L, 10L);
        assertThat(Archives.copy(source, three).outdated()).isEqualTo(7);
        assertThat(revisions(three, NAME)).containsExactly(10, 9, 8);
    }

    @Test
    void anEmptyImportChangesNothing() {
        assertThat(target.archive().store(List.of())).isEqualTo(new Imported(List.of(), 0, 0));
        assertThat(Archives.copy(source, target)).isEqualTo(new Imported(List.of(), 0, 0));
        assertThat(target.feed().position().head()).isZero();
    }

    @Test
    void aTopologyIsWithdrawnOnlyIfTheLastImportedRevisionIsCurrent() {
        save(source, NAME, windowOn(2));
        save(source, NAME, windowOn(3));
        List<VerifiedRevision> both = Archives.verified(source);
        RevisionSummary first = both.get(0).summary();
        target.archive().store(both);
        assertThat(target.archive().withdraw(first)).as("replaced since").isEmpty();
        assertThat(revisions(target, NAME)).containsExactly(2, 1);
        delete(target, NAME);
        assertThat(target.archive().withdraw(first)).as("deleted since").isEmpty();
        now = now.plusMillis(1);
        save(target, NAME, windowOn(2));
        assertThat(target.archive().withdraw(first))
                .as("uploaded by another client")
                .isEmpty();
        delete(target, NAME);
        target.archive().store(both.subList(0, 1));
        assertThat(target.archive().withdraw(first)).contains(new TopologyChange(7, Kind.DELETED, NAME, 1, now));
        assertThat(target.topologies().find(NAME)).isEmpty();
        assertThat(target.feed().entries(6, 9)).hasSize(1);
    }

    @Test
    void aRevisionIsVerifiedByItsDigest() {
        save(source, NAME, windowOn(2));
        ArchivedRevision revision = archived();
        ArchivedRevision damaged = new ArchivedRevision(
                NAME, 1, now, revision.digest(), revision.document().replace("cxl-window", "hotplug"));
        assertThatThrownBy(() -> target.archive().verify(damaged))
                .isInstanceOf(DamagedRevisionException.class)
                .hasMessage("digest: is not the SHA-256 of the document");
        assertThat(target.archive().verify(revision).summary())
                .isEqualTo(RevisionSummary.of(current(source, NAME).topology()));
    }

    /** A number above a billion, which an earlier version could write but not import. */
    @Test
    void whateverIsStoredCanBeExportedAndImported() {
        save(source, NAME, windowOn(2));
        ArchivedRevision revision = archived();
        for (int number : List.of(1_000_000_000, Topology.MAX_REVISION - 1)) {
            VerifiedRevision high = target.archive()
                    .verify(new ArchivedRevision(NAME, number, now, revision.digest(), revision.document()));
            target.archive().store(List.of(high));
            save(target, NAME, windowOn(3));
            SqlStore third = open(1000);
            Archives.copy(target, third);
            Archives.assertSame(target, third);
            delete(target, NAME);
        }
    }

    @Test
    void aTopologyAtTheHighestRevisionAcceptsNoOtherUploadUntilItIsDeleted() {
        save(source, NAME, windowOn(2));
        ArchivedRevision revision = archived();
        target.archive()
                .store(List.of(target.archive()
                        .verify(new ArchivedRevision(
                                NAME, Topology.MAX_REVISION, now, revision.digest(), revision.document()))));
        save(target, NAME, windowOn(2));
        assertThatThrownBy(() -> save(target, NAME, windowOn(3)))
                .isInstanceOf(StoreFullException.class)
                .hasMessageContaining("delete the topology");
        assertThat(revisions(target, NAME)).containsExactly(Topology.MAX_REVISION);
        delete(target, NAME);
        save(target, NAME, windowOn(3));
        assertThat(revisions(target, NAME)).containsExactly(1);
    }

    @Test
    void anImportReplacesADamagedDocument() {
        save(source, NAME, windowOn(2));
        save(source, NAME, windowOn(3));
        List<VerifiedRevision> intact = Archives.verified(source);
        damage(source);
        assertThat(source.archive().store(intact)).isEqualTo(new Imported(List.of(), 2, 0));
        assertThat(Archives.verified(source)).isEqualTo(intact);
        assertThat(source.damaged()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, Integer.MAX_VALUE})
    void anImpossibleRevisionNumberIsRefused(int number) {
        save(source, NAME, windowOn(2));
        ArchivedRevision revision = archived();
        ArchivedRevision other = new ArchivedRevision(NAME, number, now, revision.digest(), revision.document());
        assertThatThrownBy(() -> target.archive().verify(other))
                .isInstanceOf(DamagedRevisionException.class)
                .hasMessage("revision: must be from 1 to 2147483646");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1969-12-31T23:59:59.999Z",
                "+10000-01-01T00:00:00Z",
                "2026-01-01T00:00:00.1234Z",
                "+1000000000-12-31T23:59:59Z",
                "-1000000000-01-01T00:00:00Z"
            })
    void aTimeThatNoStoreWritesIsRefused(Instant uploadedAt) {
        save(source, NAME, windowOn(2));
        ArchivedRevision revision = archived();
        ArchivedRevision other = new ArchivedRevision(NAME, 1, uploadedAt, revision.digest(), revision.document());
        assertThatThrownBy(() -> target.archive().verify(other))
                .isInstanceOf(DamagedRevisionException.class)
                .hasMessageStartingWith("uploadedAt: must be an instant from 1970 to 9999, in whole milliseconds");
    }

    /** Each document has a correct digest; only its text is invalid. */
    @ParameterizedTest
    @MethodSource
    void aDocumentThatNoStoreWritesIsRefused(String text, String replacement, String says) {
        save(source, NAME, windowOn(2));
        String document = archived().document().replace(text, replacement);
        assertThat(document).isNotEqualTo(archived().document());
        ArchivedRevision other = new ArchivedRevision(NAME, 1, now, Sha256.of(document), document);
        assertThatThrownBy(() -> target.archive().verify(other))
                .isInstanceOf(DamagedRevisionException.class)
                .hasMessageContaining("document: ")
                .hasMessageContaining(says);
    }

    static Stream<Arguments> aDocumentThatNoStoreWritesIsRefused() {
        return Stream.of(
                Arguments.of("\"format\":1", "\"format\":99", "/format"),
                Arguments.of("\"format\":1", "\"format\":1,\"format\":1", "expected the field 'ram'"),
                Arguments.of("\"ram\"", "\"\uD800\"", "expected the field 'ram'"),
                Arguments.of("\"none\"", "\"\u0000\"", "JSON"),
                Arguments.of("\"unused\":[]", "\"unused\":[\"\uD800\"]", "surrogate"),
                Arguments.of("\"unused\":[]", "\"unused\":" + "[".repeat(100_000), "/unused/0"),
                Arguments.of("\"maxNodes\":1024", "\"maxNodes\":1e3", "/maxNodes"),
                Arguments.of("\"labels\":{}", "\"labels\":{\"a\":\"\\u0000\"}", "/labels"),
                Arguments.of("\"labels\":{}", "\"labels\":{\"b\":\"1\",\"a\":\"1\"}", "ascend"),
                Arguments.of("\"labels\":{}}", "\"labels\":{}}{}", "after its end"),
                Arguments.of("\"labels\":{}}", "\"labels\":{}", "the text is truncated"));
    }

    /** An import runs while others upload to the same and other names. Writes have a total order, and none is lost. */
    @Test
    void concurrentImportsAndUploadsHaveATotalOrder() throws Exception {
        List<TopologyName> names =
                IntStream.range(0, 20).mapToObj(i -> new TopologyName("n" + i)).toList();
        names.forEach(name -> IntStream.range(2, 12).forEach(node -> save(source, name, windowOn(node))));
        List<VerifiedRevision> all = Archives.verified(source);
        ExecutorService uploads = Executors.newSingleThreadExecutor();
        try {
            Future<?> uploading = uploads.submit(() ->
                    names.forEach(name -> IntStream.range(0, 3).forEach(i -> {
                        save(target, new TopologyName("own-" + name), windowOn(100 + i));
                        save(target, name, windowOn(2));
                    })));
            int conflicts = 0;
            for (int i = 0; i < all.size(); i += 10) {
                conflicts += imported(all.subList(i, i + 10)) ? 0 : 1;
            }
            uploading.get();
            assertThat(conflicts).isLessThan(names.size());
        } finally {
            uploads.shutdownNow();
        }
        List<TopologyChange> changes = Uploads.changes(target.feed(), 0, 1000);
        assertThat(changes).extracting(TopologyChange::number).isSorted().doesNotHaveDuplicates();
        assertThat(target.feed().position().head()).isEqualTo(changes.size());
        for (RevisionSummary current :
                target.topologies().list(Optional.empty(), new TopologyFilter("", Map.of()), 100)) {
            List<Integer> revisions = revisions(target, current.name());
            assertThat(revisions).doesNotHaveDuplicates().first().isEqualTo(current.revision());
            assertThat(changes.stream().filter(change -> change.name().equals(current.name())))
                    .extracting(TopologyChange::revision)
                    .isSorted()
                    .hasSameSizeAs(revisions);
            assertThat(current(target, current.name()).topology())
                    .extracting(Topology::tag)
                    .isEqualTo(current.tag());
        }
    }

    private boolean imported(List<VerifiedRevision> revisions) {
        try {
            target.archive().store(revisions);
            return true;
        } catch (ImportConflictException e) {
            return false;
        }
    }

    private ArchivedRevision archived() {
        return Archives.pages(source.archive().walk()).get(0).revisions().get(0);
    }

    private static Current<Topology> current(SqlStore store, TopologyName name) {
        return store.topologies().find(name).orElseThrow();
    }
}

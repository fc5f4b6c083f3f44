package io.targetnode.store;

import static io.targetnode.store.Uploads.longWindowOn;
import static io.targetnode.store.Uploads.windowOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.targetnode.topology.ArchiveWalk;
import io.targetnode.topology.ArchiveWalk.Page;
import io.targetnode.topology.ArchivedRevision;
import io.targetnode.topology.Current;
import io.targetnode.topology.Topology;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.VerifiedRevision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The contract of a walk over a store while others write to it. */
abstract class ArchiveWalkContract extends OpenStores {

    /** Four documents of this size fill a page. */
    private static final int QUARTER = SqlArchiveWalk.PAGE_CHARACTERS / 4 - 2_000;

    @Test
    void topologiesAreReadInTheOrderOfNamesAndTheirRevisionsAscend() {
        for (String name : List.of("b", "B", "a", "b-1")) {
            save(source, new TopologyName(name), windowOn(2));
        }
        save(source, new TopologyName("b"), windowOn(3));
        assertThat(walked(Archives.pages(source.archive().walk())))
                .containsExactly("B 1", "a 1", "b 1", "b 2", "b-1 1");
    }

    @Test
    void anEmptyStoreHasNoPages() {
        ArchiveWalk walk = source.archive().walk();
        assertThat(walk.measure()).isEmpty();
        assertThat(walk.startedAt()).isEqualTo(now);
    }

    @Test
    void aPageIsBoundedByItsCharactersUnlessItIsOneDocument() {
        upload(NAME, 10);
        save(source, OTHER, longWindowOn(2, 3 * SqlArchiveWalk.PAGE_CHARACTERS));
        save(source, new TopologyName("z"), windowOn(2));
        ArchiveWalk walk = source.archive().walk();
        List<Long> measured = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        for (var ahead = walk.measure(); ahead.isPresent(); ahead = walk.measure()) {
            measured.add(ahead.getAsLong());
            List<ArchivedRevision> revisions = walk.read().revisions();
            sizes.add(revisions.size());
            assertThat(revisions.stream()
                            .mapToLong(revision -> revision.document().length())
                            .sum())
                    .isEqualTo(ahead.getAsLong());
        }
        assertThat(sizes).containsExactly(4, 4, 2, 1, 1);
        assertThat(measured.get(0))
                .isBetween(SqlArchiveWalk.PAGE_CHARACTERS * 9L / 10, (long) SqlArchiveWalk.PAGE_CHARACTERS);
    }

    @Test
    void aPageIsBoundedByItsRows() {
        save(source, NAME, windowOn(2));
        VerifiedRevision one = Archives.verified(source).get(0);
        ArchivedRevision template =
                Archives.pages(source.archive().walk()).get(0).revisions().get(0);
        List<VerifiedRevision> many = IntStream.rangeClosed(2, SqlArchiveWalk.PAGE_ROWS + 7)
                .mapToObj(revision -> source.archive()
                        .verify(new ArchivedRevision(NAME, revision, now, template.digest(), one.document())))
                .toList();
        source.archive().store(many);
        assertThat(Archives.pages(source.archive().walk()))
                .extracting(page -> page.revisions().size())
                .containsExactly(SqlArchiveWalk.PAGE_ROWS, 7);
    }

    @Test
    void aLaterUploadIsReadOnlyIfItReplacesARevisionNotYetRead() {
        upload(NAME, 5);
        save(source, OTHER, windowOn(2));
        ArchiveWalk walk = source.archive().walk();
        Page first = next(walk);
        save(source, new TopologyName("rack1-h7a"), windowOn(2));
        save(source, OTHER, windowOn(3));
        save(source, OTHER, windowOn(4));
        List<String> walked = walked(List.of(first));
        walked.addAll(walked(Archives.pages(walk)));
        assertThat(walked)
                .as("the middle revision was never current when the walk read")
                .containsExactly(
                        "rack1-h7 1",
                        "rack1-h7 2",
                        "rack1-h7 3",
                        "rack1-h7 4",
                        "rack1-h7 5",
                        "rack1-h8 1",
                        "rack1-h8 3");
    }

    /** The store retains one revision, so none of the initial revisions remains at the end. */
    @Test
    void aTopologyWhoseRevisionsAreAllReplacedMeanwhileIsStillRead() {
        SqlStore one = open(1);
        save(one, NAME, longWindowOn(2, SqlArchiveWalk.PAGE_CHARACTERS));
        save(one, OTHER, windowOn(2));
        ArchiveWalk walk = one.archive().walk();
        assertThat(walked(List.of(next(walk)))).containsExactly("rack1-h7 1");
        save(one, OTHER, windowOn(3));
        assertThat(walked(Archives.pages(walk))).containsExactly("rack1-h8 2");
    }

    @Test
    void aTopologyThatIsReplacedBetweenItsPagesContinuesToItsCurrentRevision() {
        SqlStore six = open(6);
        IntStream.range(2, 8).forEach(node -> save(six, NAME, longWindowOn(node, QUARTER)));
        ArchiveWalk walk = six.archive().walk();
        next(walk);
        IntStream.range(8, 14).forEach(node -> save(six, NAME, longWindowOn(node, QUARTER)));
        List<Page> rest = Archives.pages(walk);
        assertThat(walked(rest)).containsExactly("rack1-h7 12");
        assertThat(rest).extracting(Page::deleted).containsOnly(Optional.empty());
    }

    @Test
    void aTopologyThatIsReplacedBetweenMeasuringAndReadingContinuesToItsCurrentRevision() {
        SqlStore two = open(2);
        IntStream.range(2, 4).forEach(node -> save(two, NAME, longWindowOn(node, 4 * QUARTER)));
        ArchiveWalk walk = two.archive().walk();
        next(walk);
        walk.measure();
        IntStream.range(4, 7).forEach(node -> save(two, NAME, longWindowOn(node, 4 * QUARTER)));
        assertThat(walk.read()).isEqualTo(new Page(Optional.empty(), List.of(), List.of()));
        assertThat(walked(Archives.pages(walk))).containsExactly("rack1-h7 5");
    }

    @Test
    void aTopologyThatIsDeletedBetweenItsPagesIsReportedAsDeleted() {
        upload(NAME, 6);
        save(source, OTHER, windowOn(2));
        ArchiveWalk walk = source.archive().walk();
        next(walk);
        delete(source, NAME);
        assertDeleted(walk, "rack1-h8 1");
    }

    @Test
    void aTopologyThatIsDeletedAndUploadedAgainBetweenItsPagesIsReportedAsDeleted() {
        upload(NAME, 6);
        save(source, OTHER, windowOn(2));
        ArchiveWalk walk = source.archive().walk();
        next(walk);
        delete(source, NAME);
        upload(NAME, 8);
        assertDeleted(walk, "rack1-h8 1");
    }

    @Test
    void theLastTopologyThatIsDeletedBetweenItsPagesIsReportedAsDeleted() {
        upload(NAME, 6);
        ArchiveWalk walk = source.archive().walk();
        next(walk);
        delete(source, NAME);
        assertDeleted(walk);
    }

    @Test
    void aTopologyThatIsDeletedBetweenMeasuringAndReadingIsReportedAsDeleted() {
        upload(NAME, 6);
        save(source, OTHER, windowOn(2));
        ArchiveWalk walk = source.archive().walk();
        next(walk);
        walk.measure();
        delete(source, NAME);
        List<Page> pages = new ArrayList<>(List.of(walk.read()));
        pages.addAll(Archives.pages(walk));
        assertThat(pages).extracting(Page::deleted).containsOnlyOnce(Optional.of(NAME));
        assertThat(walked(pages)).containsExactly("rack1-h8 1");
    }

    @Test
    void aTopologyThatIsDeletedBeforeOrAfterItsPagesIsNotReportedAsDeleted() {
        upload(NAME, 4);
        upload(OTHER, 4);
        save(source, new TopologyName("z"), windowOn(2));
        ArchiveWalk walk = source.archive().walk();
        next(walk);
        delete(source, NAME);
        delete(source, OTHER);
        List<Page> rest = Archives.pages(walk);
        assertThat(walked(rest)).containsExactly("z 1");
        assertThat(rest).extracting(Page::deleted).containsOnly(Optional.empty());
    }

    @Test
    void aDamagedRevisionIsNamedAndTheOthersAreRead() {
        save(source, NAME, windowOn(2));
        damage(source);
        save(source, NAME, windowOn(3));
        save(source, OTHER, windowOn(2));
        List<Page> pages = Archives.pages(source.archive().walk());
        assertThat(walked(pages)).containsExactly("rack1-h7 2", "rack1-h8 1");
        assertThat(pages)
                .flatExtracting(Page::damaged)
                .containsExactly(new ArchiveWalk.Damaged(
                        "rack1-h7", 1, "revision 1 of 'rack1-h7': the stored document does not match its digest"));
        assertThat(source.damaged()).isEqualTo(1);
    }

    /** An import knows only the topologies of revisions, so it cannot delete others. */
    @Test
    void aDeletedTopologyOfWhichNothingWasReadIsNotReported() {
        upload(NAME, 6);
        damage(source);
        save(source, OTHER, windowOn(2));
        ArchiveWalk walk = source.archive().walk();
        next(walk);
        delete(source, NAME);
        List<Page> rest = Archives.pages(walk);
        assertThat(walked(rest)).containsExactly("rack1-h8 1");
        assertThat(rest).extracting(Page::deleted).containsOnly(Optional.empty());
    }

    /**
     * Another thread uploads, deletes and uploads again all the time; few revisions are retained, and documents are long. Each
     * topology that is not reported as deleted is complete: it ends with the revision that was current when the walk began, or
     * with a later one.
     */
    @Test
    void noTopologyIsIncompleteUnderConcurrentWrites() throws Exception {
        SqlStore busy = open(6);
        List<TopologyName> names =
                IntStream.range(0, 4).mapToObj(i -> new TopologyName("n" + i)).toList();
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Future<?> writing = writer.submit(() -> write(busy, names, done));
            for (int i = 0; i < 60; i++) {
                walkAndCheck(busy, names);
            }
            done.set(true);
            writing.get();
        } finally {
            done.set(true);
            writer.shutdown();
        }
    }

    private static void write(SqlStore store, List<TopologyName> names, AtomicBoolean done) {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; !done.get(); i++) {
            TopologyName name = names.get(random.nextInt(names.size()));
            if (random.nextInt(25) == 0) {
                delete(store, name);
            } else {
                save(store, name, longWindowOn(2 + i % 1000, QUARTER));
            }
        }
    }

    private static void walkAndCheck(SqlStore store, List<TopologyName> names) {
        Map<TopologyName, Current<Topology>> before = current(store, names);
        List<Page> pages = Archives.pages(store.archive().walk());
        Map<TopologyName, Current<Topology>> after = current(store, names);
        Map<TopologyName, Integer> last = new HashMap<>();
        Set<TopologyName> deleted = new HashSet<>();
        for (Page page : pages) {
            page.deleted().ifPresent(deleted::add);
            page.revisions().forEach(revision -> last.put(revision.name(), revision.revision()));
        }
        before.forEach((name, then) -> {
            Current<Topology> now = after.get(name);
            if (now != null && now.created() == then.created()) {
                assertThat(last.get(name))
                        .isBetween(then.topology().revision(), now.topology().revision());
                assertThat(deleted).doesNotContain(name);
            }
        });
        assertThat(last.keySet()).containsAll(deleted);
    }

    private static Map<TopologyName, Current<Topology>> current(SqlStore store, List<TopologyName> names) {
        Map<TopologyName, Current<Topology>> current = new HashMap<>();
        names.forEach(name -> store.topologies().find(name).ifPresent(found -> current.put(name, found)));
        return current;
    }

    private void upload(TopologyName name, int revisions) {
        IntStream.range(0, revisions).forEach(i -> save(source, name, longWindowOn(2 + i, QUARTER)));
    }

    private static Page next(ArchiveWalk walk) {
        walk.measure();
        return walk.read();
    }

    private static void assertDeleted(ArchiveWalk walk, String... walked) {
        List<Page> pages = Archives.pages(walk);
        assertThat(pages).extracting(Page::deleted).containsExactly(Optional.of(NAME));
        assertThat(walked(pages)).containsExactly(walked);
    }

    private static List<String> walked(List<Page> pages) {
        List<String> walked = new ArrayList<>();
        pages.forEach(
                page -> page.revisions().forEach(revision -> walked.add(revision.name() + " " + revision.revision())));
        return walked;
    }
}

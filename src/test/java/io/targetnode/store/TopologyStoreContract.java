package io.targetnode.store;

import static io.targetnode.store.Uploads.windowOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.targetnode.analysis.audit.FleetJudge;
import io.targetnode.kernel.Architecture;
import io.targetnode.topology.Current;
import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.FeedEntry;
import io.targetnode.topology.FeedPosition;
import io.targetnode.topology.FeedSource;
import io.targetnode.topology.Precondition;
import io.targetnode.topology.PreconditionFailedException;
import io.targetnode.topology.Retention;
import io.targetnode.topology.Retentions;
import io.targetnode.topology.RevisionSummary;
import io.targetnode.topology.Topology;
import io.targetnode.topology.TopologyChange;
import io.targetnode.topology.TopologyChange.Kind;
import io.targetnode.topology.TopologyFilter;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.TopologyStore;
import io.targetnode.topology.Upload;
import io.targetnode.topology.WriteOutcome;
import io.targetnode.topology.Written;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of a store, for every database. */
abstract class TopologyStoreContract {

    private static final TopologyName NAME = new TopologyName("rack1-h7");
    private static final TopologyName OTHER = new TopologyName("rack1-h8");
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = BEGINNING;
    private final InstantSource instants = () -> now;
    private final Clock clock = instants.withZone(ZoneOffset.UTC);
    private HikariDataSource pool;
    private SqlStore opened;
    private TopologyStore store;
    private FeedSource feed;

    /** Opens the database of this test, the same one each time. */
    abstract HikariDataSource pool();

    /** Opens another, empty database. */
    abstract HikariDataSource emptyPool();

    @BeforeEach
    void open() {
        open(Retentions.of(100));
    }

    @AfterEach
    void close() {
        opened.close();
        pool.close();
    }

    private void open(Retention retention) {
        pool = pool();
        opened = SqlStore.open(pool, retention, new FleetJudge(), clock);
        store = opened.topologies();
        feed = opened.feed();
    }

    private void reopen(Retention retention) {
        close();
        open(retention);
    }

    @Test
    void theFirstUploadCreatesAnEqualOneChangesNothingAndADifferentOneReplaces() {
        Written<Current<Topology>> first = Uploads.save(store, NAME, windowOn(2), Precondition.NONE);
        assertThat(first.outcome()).isEqualTo(WriteOutcome.CREATED);
        now = BEGINNING.plusSeconds(1);
        Written<Current<Topology>> same = Uploads.save(store, NAME, windowOn(2), Precondition.NONE);
        assertThat(same).isEqualTo(new Written<>(first.current(), WriteOutcome.UNCHANGED));
        Written<Current<Topology>> other = Uploads.save(store, NAME, windowOn(3), Precondition.NONE);
        assertThat(other.outcome()).isEqualTo(WriteOutcome.REPLACED);
        assertThat(other.current().topology().revision()).isEqualTo(2);
        assertThat(store.find(NAME)).contains(other.current());
    }

    @Test
    void anUploadIsReadAsItWasStored() {
        Upload upload = windowOn(2, Map.of("rack", "r1", "größe", "\uD83D\uDC27 \"'\\"));
        Topology stored =
                Uploads.save(store, NAME, upload, Precondition.NONE).current().topology();
        reopen(Retentions.of(100));
        assertThat(store.find(NAME).map(Current::topology)).contains(stored);
        assertThat(stored.upload()).isEqualTo(upload);
        assertThat(stored.uploadedAt()).isEqualTo(BEGINNING);
        assertThat(stored.digest()).matches("[0-9a-f]{64}");
    }

    @Test
    void everyRevisionIsStored() {
        for (int node = 2; node < 12; node++) {
            Uploads.save(store, NAME, windowOn(node), Precondition.NONE);
        }
        assertThat(revisions(NAME)).containsExactly(10, 9, 8, 7, 6, 5, 4, 3, 2, 1);
        assertThat(store.revisions(NAME, 4, 2))
                .extracting(RevisionSummary::revision)
                .containsExactly(3, 2);
        assertThat(store.find(NAME, 4).map(Topology::upload)).contains(windowOn(5));
        assertThat(store.find(NAME, 11)).isEmpty();
        assertThat(store.find(OTHER, 1)).isEmpty();
    }

    @Test
    void nothingIsFoundUnderAnotherName() {
        Uploads.save(store, NAME, windowOn(2), Precondition.NONE);
        assertThat(store.find(OTHER)).isEmpty();
        assertThat(store.find(new TopologyName("RACK1-H7"))).isEmpty();
        assertThat(store.revisions(OTHER, 9, 9)).isEmpty();
        assertThat(store.delete(OTHER, Precondition.NONE)).isEmpty();
    }

    @Test
    void aDeletionDeletesAllRevisionsAndALaterUploadCreatesAnotherTopology() {
        Uploads.save(store, NAME, windowOn(2, Map.of("rack", "r1")), Precondition.NONE);
        Written<Current<Topology>> last = Uploads.save(store, NAME, windowOn(3), Precondition.NONE);
        assertThat(store.delete(NAME, Precondition.NONE))
                .contains(last.current().number() + 1);
        assertThat(store.find(NAME)).isEmpty();
        assertThat(store.find(NAME, 1)).isEmpty();
        assertThat(list(Map.of())).isEmpty();
        assertThat(list(Map.of("rack", "r1"))).isEmpty();
        now = BEGINNING.plusSeconds(1);
        Written<Current<Topology>> again = Uploads.save(store, NAME, windowOn(2), Precondition.NONE);
        assertThat(again.outcome()).isEqualTo(WriteOutcome.CREATED);
        assertThat(again.current().topology().revision()).isEqualTo(1);
        assertThat(again.current().created()).isGreaterThan(last.current().created());
        assertThat(revisions(NAME)).containsExactly(1);
    }

    @Test
    void aWriteSucceedsOnlyIfItsConditionHolds() {
        assertThatThrownBy(() -> Uploads.save(store, NAME, windowOn(2), Precondition.PRESENT))
                .isInstanceOf(PreconditionFailedException.class);
        Topology first = Uploads.save(store, NAME, windowOn(2), Precondition.ABSENT)
                .current()
                .topology();
        assertThatThrownBy(() -> Uploads.save(store, NAME, windowOn(3), Precondition.ABSENT))
                .isInstanceOf(PreconditionFailedException.class);
        Precondition seen = new Precondition(Optional.of(Set.of(first.tag().text())), Optional.empty());
        now = BEGINNING.plusSeconds(1);
        assertThat(Uploads.save(store, NAME, windowOn(3), seen).outcome()).isEqualTo(WriteOutcome.REPLACED);
        assertThatThrownBy(() -> Uploads.save(store, NAME, windowOn(4), seen))
                .isInstanceOf(PreconditionFailedException.class);
        assertThatThrownBy(() -> store.delete(NAME, seen)).isInstanceOf(PreconditionFailedException.class);
        assertThat(store.find(NAME).map(current -> current.topology().upload())).contains(windowOn(3));
        assertThat(store.delete(NAME, Precondition.PRESENT)).isPresent();
    }

    @Test
    void aListIsOrderedByBytesAndContinuesWhereItEnded() {
        for (String name : List.of("b2", "a1", "b1", "b10", "c1", "B1", "b-1", "b.1", "b_1")) {
            Uploads.save(store, new TopologyName(name), windowOn(2), Precondition.NONE);
        }
        assertThat(names("", "", 10)).isEqualTo("B1 a1 b-1 b.1 b1 b10 b2 b_1 c1");
        assertThat(names("", "b", 4)).isEqualTo("b-1 b.1 b1 b10");
        assertThat(names("b10", "b", 4)).isEqualTo("b2 b_1");
        assertThat(names("a1", "b", 9)).as("a cursor before the prefix").isEqualTo("b-1 b.1 b1 b10 b2 b_1");
        assertThat(names("c1", "b", 9)).isEmpty();
        assertThat(names("", "b1", 9)).isEqualTo("b1 b10");
        assertThat(names("", "é\u0000%", 9)).isEmpty();
    }

    @Test
    void aListIsFilteredByTheLabelsOfCurrentRevisions() {
        save("a", Map.of("rack", "r1"));
        save("b", Map.of("rack", "r2", "row", "7"));
        save("c", Map.of("rack", "r2"));
        save("d", Map.of());
        save("a", Map.of("rack", "r2", "row", "7"));
        assertThat(list(Map.of("rack", "r1"))).isEmpty();
        assertThat(list(Map.of("rack", "r2"))).containsExactly("a", "b", "c");
        assertThat(list(Map.of("rack", "r2", "row", "7"))).containsExactly("a", "b");
        assertThat(list(Map.of("rack", "R2"))).isEmpty();
        assertThat(store.list(Optional.of(new TopologyName("a")), new TopologyFilter("", Map.of("row", "7")), 9))
                .extracting(summary -> summary.name().text())
                .containsExactly("b");
    }

    @Test
    void topologiesAreListedByArchitecture() {
        save("x", Map.of("rack", "r1"));
        Upload arm64 = GoldenUploads.ARM64.upload;
        Uploads.save(store, new TopologyName("a1"), arm64, Precondition.NONE);
        Uploads.save(store, new TopologyName("a2"), arm64, Precondition.NONE);
        Uploads.save(store, new TopologyName("a2"), windowOn(2), Precondition.NONE);
        assertThat(list(Architecture.ARM64)).containsExactly("a1");
        assertThat(list(Architecture.X86_64)).containsExactly("a2", "x");
        assertThat(list(Architecture.RISCV64)).isEmpty();
        assertThat(store.list(
                        Optional.of(new TopologyName("a2")),
                        new TopologyFilter("", Map.of("rack", "r1"), Optional.of(Architecture.X86_64)),
                        9))
                .extracting(summary -> summary.name().text())
                .containsExactly("x");
        assertThat(store.revisions(new TopologyName("a2"), 9, 9))
                .extracting(RevisionSummary::architecture)
                .containsExactly(Architecture.X86_64, Architecture.ARM64);
    }

    private List<String> list(Architecture architecture) {
        return store.list(Optional.empty(), new TopologyFilter("", Map.of(), Optional.of(architecture)), 100).stream()
                .map(summary -> summary.name().text())
                .toList();
    }

    @Test
    void theFeedContainsEveryWriteInOrder() {
        Uploads.save(store, NAME, windowOn(2), Precondition.NONE);
        Uploads.save(store, NAME, windowOn(2), Precondition.NONE);
        Uploads.save(store, OTHER, windowOn(2), Precondition.NONE);
        now = BEGINNING.plusSeconds(7);
        Uploads.save(store, NAME, windowOn(3), Precondition.NONE);
        store.delete(OTHER, Precondition.NONE);
        assertThat(feed.position()).isEqualTo(new FeedPosition(4, 0));
        assertThat(Uploads.changes(feed, 0, 10))
                .as("earlier writes of a deleted topology are not delivered any more")
                .containsExactly(
                        new TopologyChange(1, Kind.CREATED, NAME, 1, BEGINNING),
                        new TopologyChange(3, Kind.REPLACED, NAME, 2, now),
                        new TopologyChange(4, Kind.DELETED, OTHER, 1, now));
        assertThat(feed.entries(1, 1)).extracting(FeedEntry::number).containsExactly(3L);
        assertThat(feed.entries(4, 10)).isEmpty();
    }

    @Test
    void theOldestRevisionsBeyondTheRetentionAreDeleted() {
        reopen(Retentions.of(3));
        for (int node = 2; node < 12; node++) {
            Uploads.save(store, NAME, windowOn(node), Precondition.NONE);
        }
        Uploads.save(store, OTHER, windowOn(2), Precondition.NONE);
        assertThat(revisions(NAME)).containsExactly(10, 9, 8);
        assertThat(feed.entries(0, 20)).extracting(FeedEntry::number).containsExactly(8L, 9L, 10L, 11L);
        assertThat(store.find(NAME, 7)).isEmpty();
    }

    @Test
    void aSweepDeletesOldRevisionsAndOldDeletionsButNoCurrentRevision() {
        reopen(Retentions.of(100, Duration.ofDays(10)));
        Uploads.save(store, NAME, windowOn(2), Precondition.NONE);
        Uploads.save(store, NAME, windowOn(3), Precondition.NONE);
        Uploads.save(store, OTHER, windowOn(2), Precondition.NONE);
        store.delete(OTHER, Precondition.NONE);
        now = BEGINNING.plus(Duration.ofDays(10)).plusMillis(1);
        store.sweep();
        assertThat(revisions(NAME)).containsExactly(2);
        assertThat(feed.entries(0, 9)).extracting(FeedEntry::number).containsExactly(2L, 4L);
        assertThat(feed.position()).isEqualTo(new FeedPosition(4, 0));
        now = BEGINNING.plus(Duration.ofDays(30)).plusMillis(1);
        store.sweep();
        assertThat(revisions(NAME)).containsExactly(2);
        assertThat(feed.entries(0, 9)).extracting(FeedEntry::number).containsExactly(2L);
        assertThat(feed.position()).isEqualTo(new FeedPosition(4, 4));
    }

    @Test
    void aDeletionStaysInTheFeedWhenItsNameIsUsedAgain() {
        reopen(Retentions.of(2));
        Uploads.save(store, NAME, windowOn(2), Precondition.NONE);
        store.delete(NAME, Precondition.NONE);
        for (int node = 3; node < 9; node++) {
            Uploads.save(store, NAME, windowOn(node), Precondition.NONE);
        }
        assertThat(feed.entries(0, 20)).extracting(FeedEntry::number).containsExactly(2L, 7L, 8L);
    }

    @Test
    void aListCanBeFilteredByTheMaximumNumberOfLabels() {
        Map<String, String> labels =
                IntStream.range(0, 16).boxed().collect(Collectors.toMap(i -> "key" + i, i -> "value"));
        save("a", labels);
        save("b", Map.of("key1", "value"));
        assertThat(list(labels)).containsExactly("a");
    }

    /** More than a sweep deletes in one transaction. */
    @Test
    void aSweepDeletesAllExpiredRevisions() {
        reopen(Retentions.of(10_000, Duration.ofDays(10)));
        for (int i = 0; i < 1_100; i++) {
            Uploads.save(store, NAME, windowOn(2 + i % 2), Precondition.NONE);
        }
        now = BEGINNING.plus(Duration.ofDays(10)).plusMillis(1);
        store.sweep();
        assertThat(revisions(NAME)).containsExactly(1_100);
        assertThat(feed.entries(0, 9)).extracting(FeedEntry::number).containsExactly(1_100L);
    }

    /** Each writer writes 100 times. The 200 revisions hold the writers' uploads, and the feed has them in order. */
    @Test
    void twoWritersGetATotalOrderOfRevisions() throws Exception {
        reopen(Retentions.of(1000));
        ExecutorService writers = Executors.newFixedThreadPool(2);
        try {
            List<Future<List<Current<Topology>>>> writing = IntStream.range(0, 2)
                    .mapToObj(writer -> writers.submit(() -> IntStream.range(0, 100)
                            .mapToObj(i -> Uploads.save(store, NAME, windowOn(2 + 2 * i + writer), Precondition.NONE)
                                    .current())
                            .toList()))
                    .toList();
            List<Current<Topology>> written = new ArrayList<>(writing.get(0).get());
            written.addAll(writing.get(1).get());
            assertThat(written)
                    .extracting(current -> current.topology().revision())
                    .doesNotHaveDuplicates();
            for (Current<Topology> current : written) {
                Topology topology = current.topology();
                assertThat(store.find(NAME, topology.revision())).contains(topology);
            }
            assertThat(Uploads.changes(feed, 0, 1000))
                    .extracting(TopologyChange::revision)
                    .isEqualTo(IntStream.rangeClosed(1, 200).boxed().toList());
        } finally {
            writers.shutdownNow();
        }
    }

    /** Eight writers use the same tag: one write succeeds, seven are refused. */
    @Test
    void oneOfManyWritersWithTheSameConditionSucceeds() throws Exception {
        Topology seen = Uploads.save(store, NAME, windowOn(2), Precondition.NONE)
                .current()
                .topology();
        Precondition condition = new Precondition(Optional.of(Set.of(seen.tag().text())), Optional.empty());
        ExecutorService writers = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> writing = IntStream.range(0, 8)
                    .mapToObj(i -> writers.submit(() -> wrote(windowOn(3 + i), condition)))
                    .toList();
            int wrote = 0;
            for (Future<Boolean> writer : writing) {
                wrote += writer.get() ? 1 : 0;
            }
            assertThat(wrote).isEqualTo(1);
            assertThat(revisions(NAME)).containsExactly(2, 1);
        } finally {
            writers.shutdownNow();
        }
    }

    private boolean wrote(Upload upload, Precondition condition) {
        try {
            Uploads.save(store, NAME, upload, condition);
            return true;
        } catch (PreconditionFailedException e) {
            return false;
        }
    }

    @Test
    void pagesOfAListUnderWritesContainEveryPermanentTopologyOnce() throws Exception {
        for (int i = 0; i < 60; i++) {
            save("stays-%02d".formatted(i), Map.of());
        }
        ExecutorService writer = Executors.newSingleThreadExecutor();
        AtomicBoolean done = new AtomicBoolean();
        try {
            Future<?> writing = writer.submit(() -> {
                for (int i = 0; !done.get(); i = (i + 7) % 60) {
                    TopologyName between = new TopologyName("stays-%02d-between".formatted(i));
                    Uploads.save(store, between, windowOn(2), Precondition.NONE);
                    Uploads.save(
                            store, new TopologyName("stays-%02d".formatted(i)), windowOn(3 + i), Precondition.NONE);
                    store.delete(between, Precondition.NONE);
                }
            });
            for (int round = 0; round < 10; round++) {
                assertThat(allNames(7).filter(name -> !name.endsWith("between")).toList())
                        .isEqualTo(IntStream.range(0, 60)
                                .mapToObj("stays-%02d"::formatted)
                                .toList());
            }
            done.set(true);
            writing.get();
        } finally {
            writer.shutdownNow();
        }
    }

    private Stream<String> allNames(int pageLength) {
        List<String> names = new ArrayList<>();
        List<RevisionSummary> page;
        Optional<TopologyName> last = Optional.empty();
        do {
            page = store.list(last, new TopologyFilter("", Map.of()), pageLength);
            page.forEach(summary -> names.add(summary.name().text()));
            last = page.stream().reduce((one, next) -> next).map(RevisionSummary::name);
        } while (page.size() == pageLength);
        return names.stream();
    }

    @Test
    void aDocumentThatIsDamagedOnDiskIsNeverReturned() throws Exception {
        Uploads.save(store, NAME, windowOn(2), Precondition.NONE);
        Uploads.save(store, OTHER, windowOn(2), Precondition.NONE);
        execute("update revision set document = replace(document, '0x2fffffff', '0x2effffff') where name = 'rack1-h7'");
        assertThatThrownBy(() -> store.find(NAME))
                .hasMessageContaining("rack1-h7")
                .hasMessageContaining("digest");
        assertThatThrownBy(() -> store.find(NAME, 1)).hasMessageContaining("digest");
        assertThat(store.find(OTHER)).isPresent();
        assertThat(Uploads.save(store, NAME, windowOn(3), Precondition.NONE).outcome())
                .as("a new upload repairs it")
                .isEqualTo(WriteOutcome.REPLACED);
        assertThat(store.find(NAME)).isPresent();
    }

    @Test
    void theSameUploadReplacesADamagedDocument() throws Exception {
        Written<Current<Topology>> first = Uploads.save(store, NAME, windowOn(2), Precondition.NONE);
        execute("update revision set document = replace(document, '0x2fffffff', '0x2effffff')");
        assertThatThrownBy(() -> store.find(NAME)).isInstanceOf(DamagedRevisionException.class);
        assertThat(opened.damaged()).isEqualTo(1);
        assertThat(Uploads.save(store, NAME, windowOn(2), Precondition.NONE))
                .isEqualTo(new Written<>(first.current(), WriteOutcome.UNCHANGED));
        reopen(Retentions.of(100));
        assertThat(store.find(NAME)).contains(first.current());
        assertThat(opened.damaged()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels = '{'", "labels = 'null'", "digest = ''", "digest = upper(digest)", "name = '?'"})
    void aRowWithADamagedColumnIsNamedAndTheNextUploadReplacesIt(String damage) throws Exception {
        Uploads.save(store, NAME, windowOn(2), Precondition.NONE);
        execute("update revision set " + damage);
        if (damage.startsWith("labels")) {
            assertThatThrownBy(() -> store.list(Optional.empty(), TopologyFilter.ALL, 10))
                    .isInstanceOf(DamagedRevisionException.class)
                    .hasMessage("revision 1 of 'rack1-h7': the stored column labels is damaged");
            assertThatThrownBy(() -> store.revisions(NAME, 9, 10)).isInstanceOf(DamagedRevisionException.class);
        } else {
            assertThatThrownBy(() -> store.find(NAME)).isInstanceOf(DamagedRevisionException.class);
        }
        assertThat(opened.damaged()).isEqualTo(1);
        Uploads.save(store, NAME, windowOn(2), Precondition.NONE);
        assertThat(store.find(NAME)).isPresent();
        assertThat(store.list(Optional.empty(), TopologyFilter.ALL, 10)).hasSize(1);
    }

    @Test
    void aStoreOfANewerServiceIsRefusedAndNotChanged() throws Exception {
        Uploads.save(store, NAME, windowOn(2), Precondition.NONE);
        execute("insert into flyway_schema_history (installed_rank, version, description, type, script, installed_by,"
                + " execution_time, success) values (99, '99', 'later', 'SQL', 'V99__later.sql', 'test', 1, true)");
        close();
        pool = pool();
        assertThatThrownBy(() -> SqlStore.open(pool, Retentions.of(1), new FleetJudge(), clock))
                .isInstanceOf(StoreSetupException.class)
                .hasMessage(
                        "The schema of the store has version 99, written by a newer targetnode; this one supports versions up to 6.");
        execute("delete from flyway_schema_history where version = '99'");
        reopen(Retentions.of(100));
        assertThat(store.find(NAME)).isPresent();
    }

    /** Rows of schema version 1 are migrated to the current version. */
    @Test
    void aStoreOfSchemaVersion1IsMigrated() throws Exception {
        close();
        pool = emptyPool();
        Migrations.upTo("1", pool, Dialect.of(pool.getJdbcUrl()));
        for (String statement : resource("/store/version-1.sql").lines().skip(1).toList()) {
            execute(statement);
        }
        opened = SqlStore.open(pool, Retentions.of(100), new FleetJudge(), clock);
        store = opened.topologies();
        feed = opened.feed();
        Current<Topology> current = store.find(NAME).orElseThrow();
        assertThat(current.topology().revision()).isEqualTo(2);
        assertThat(current.topology().upload())
                .isEqualTo(UploadDocument.decode(
                        resource("/store/format-1/seed-sandwich.json").strip()));
        assertThat(store.find(NAME, 1).orElseThrow().uploadedAt()).isEqualTo(BEGINNING);
        assertThat(revisions(NAME)).containsExactly(2, 1);
        assertThat(list(current.topology().upload().labels())).containsExactly("rack1-h7");
        assertThat(feed.position()).isEqualTo(new FeedPosition(5, 3));
        assertThat(feed.entries(0, 9)).extracting(FeedEntry::number).containsExactly(1L, 4L, 5L);
        assertThat(Uploads.save(store, NAME, windowOn(2), Precondition.PRESENT)
                        .current()
                        .number())
                .isEqualTo(6);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = TopologyStoreContract.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private void save(String name, Map<String, String> labels) {
        Uploads.save(store, new TopologyName(name), windowOn(2, labels), Precondition.NONE);
    }

    private List<Integer> revisions(TopologyName name) {
        return store.revisions(name, Integer.MAX_VALUE, 100).stream()
                .map(RevisionSummary::revision)
                .toList();
    }

    private List<String> list(Map<String, String> labels) {
        return store.list(Optional.empty(), new TopologyFilter("", labels), 100).stream()
                .map(summary -> summary.name().text())
                .toList();
    }

    private String names(String after, String prefix, int limit) {
        Optional<TopologyName> cursor = after.isEmpty() ? Optional.empty() : Optional.of(new TopologyName(after));
        return String.join(
                " ",
                store.list(cursor, new TopologyFilter(prefix, Map.of()), limit).stream()
                        .map(summary -> summary.name().text())
                        .toList());
    }
}

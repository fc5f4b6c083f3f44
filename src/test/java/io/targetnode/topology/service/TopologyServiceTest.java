package io.targetnode.topology.service;

import static io.targetnode.store.Uploads.windowOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.targetnode.analysis.audit.FleetJudge;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.kernel.LookupRule;
import io.targetnode.kernel.UnknownKernelException;
import io.targetnode.store.SqlStore;
import io.targetnode.store.StorePools;
import io.targetnode.store.Uploads;
import io.targetnode.topology.FeedSource;
import io.targetnode.topology.Precondition;
import io.targetnode.topology.Retentions;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.Topology;
import io.targetnode.topology.TopologyExistsException;
import io.targetnode.topology.TopologyFilter;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.TopologyStore;
import io.targetnode.topology.UnknownRevisionException;
import io.targetnode.topology.UnknownTopologyException;
import io.targetnode.topology.WriteOutcome;
import io.targetnode.topology.Written;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyServiceTest {

    private static final Duration A_SECOND = Duration.ofSeconds(1);

    private static final TopologyName NAME = new TopologyName("rack1-h7");

    @TempDir
    private Path folder;

    private HikariDataSource pool;
    private SqlStore store;
    private TopologyFeed feed;
    private TopologyService service;

    @BeforeEach
    void open() {
        Clock clock = Clock.systemUTC();
        pool = StorePools.embedded(folder, Optional.empty());
        store = SqlStore.open(pool, Retentions.of(3), new FleetJudge(), clock);
        feed = new TopologyFeed(store.feed());
        service = new TopologyService(store.topologies(), feed, new FleetJudge(), clock, 10_000_000);
        feed.start();
    }

    @AfterEach
    void close() {
        feed.close();
        store.close();
        pool.close();
    }

    @Test
    void theFirstUploadCreatesAnEqualOneChangesNothingAndADifferentOneReplaces() {
        assertThat(service.put(NAME, service.judge(windowOn(2)), Precondition.NONE)
                        .outcome())
                .isEqualTo(WriteOutcome.CREATED);
        Written<ReplayedTopology> same = service.put(NAME, service.judge(windowOn(2)), Precondition.NONE);
        assertThat(same.outcome()).isEqualTo(WriteOutcome.UNCHANGED);
        assertThat(same.current().topology().revision()).isEqualTo(1);
        Written<ReplayedTopology> other = service.put(NAME, service.judge(windowOn(3)), Precondition.NONE);
        assertThat(other.outcome()).isEqualTo(WriteOutcome.REPLACED);
        assertThat(other.current().topology().revision()).isEqualTo(2);
        assertThat(targetNode(service.get(NAME), "7.3")).isEqualTo(3);
    }

    @Test
    void createRefusesANameThatIsTaken() {
        service.create(NAME, service.judge(windowOn(2)));
        assertThatThrownBy(() -> service.create(NAME, service.judge(windowOn(3))))
                .isInstanceOf(TopologyExistsException.class)
                .hasMessage("a topology named 'rack1-h7' already exists; use PUT to replace it");
        assertThat(targetNode(service.get(NAME), "7.3")).isEqualTo(2);
    }

    @Test
    void aDeletedTopologyIsGoneAndItsNameCanBeUsedAgain() {
        service.put(NAME, service.judge(windowOn(2)), Precondition.NONE);
        service.delete(NAME, Precondition.NONE);
        assertThatThrownBy(() -> service.get(NAME))
                .isInstanceOf(UnknownTopologyException.class)
                .hasMessage("there is no topology named 'rack1-h7'");
        assertThatThrownBy(() -> service.delete(NAME, Precondition.NONE)).isInstanceOf(UnknownTopologyException.class);
        service.put(NAME, service.judge(windowOn(5)), Precondition.NONE);
        assertThat(targetNode(service.get(NAME), "7.3")).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource({"6.1.176, 0", "6.12.74, 0", "6.12.107, 2", "6.18.15, 0", "6.18.16, 2", "7.3.4, 2"})
    void oneTopologyAnswersForEveryKernel(String kernel, int node) {
        service.put(NAME, service.judge(windowOn(2)), Precondition.NONE);
        assertThat(targetNode(service.get(NAME), kernel)).isEqualTo(node);
    }

    @Test
    void theReplayAndTheResolverOfABehaviourAreBuiltOnce() {
        service.put(NAME, service.judge(windowOn(2)), Precondition.NONE);
        KernelView view = view(service.get(NAME), "6.12.74");
        KernelView same = view(service.get(NAME), "6.12.70");
        assertThat(same.boot()).isSameAs(view.boot());
        assertThat(same.resolver()).isSameAs(view.resolver());
        assertThat(same.resolver().segments()).isSameAs(view.resolver().segments());
        assertThat(view(service.get(NAME), "7.3").resolver()).isNotSameAs(view.resolver());
    }

    @Test
    void theSizeOfATopologyGrowsWithEachBehaviour() {
        ReplayedTopology topology =
                service.put(NAME, service.judge(windowOn(2)), Precondition.NONE).current();
        long uploaded = topology.bytes();
        assertThat(view(topology, "7.3").boot())
                .as("replayed for its judgement")
                .isNotNull();
        assertThat(topology.bytes()).isEqualTo(uploaded);
        KernelView view = view(topology, "6.18.3");
        long replayed = topology.bytes();
        view.resolver();
        long answered = topology.bytes();
        lookUpBatch(view);
        long compiled = topology.bytes();
        assertThat(List.of(uploaded, replayed, answered, compiled)).isSorted().doesNotHaveDuplicates();
        lookUpBatch(view(topology, "6.17"));
        assertThat(topology.bytes()).isEqualTo(compiled);
        lookUpBatch(view(topology, "6.1"));
        assertThat(topology.bytes()).isGreaterThan(compiled);
    }

    @Test
    void aTopologyThatOutgrowsTheCacheIsEvictedAndReadAgain() {
        ReplayedTopology large =
                service.put(NAME, service.judge(windowOn(2)), Precondition.NONE).current();
        replayAllBehaviours(large);
        service = new TopologyService(store.topologies(), feed, new FleetJudge(), Clock.systemUTC(), large.bytes() - 1);
        ReplayedTopology small = service.get(NAME);
        assertThat(service.get(NAME)).isSameAs(small);
        replayAllBehaviours(small);
        await().until(() -> service.get(NAME) != small);
        assertThat(targetNode(service.get(NAME), "7.3")).isEqualTo(2);
    }

    private static void replayAllBehaviours(ReplayedTopology topology) {
        List.of("6.1", "6.12.74", "6.12.80", "6.16", "7.3").forEach(kernel -> lookUpBatch(view(topology, kernel)));
    }

    private static void lookUpBatch(KernelView view) {
        view.resolver().targetNodes(new long[1], new int[1], 1);
    }

    @Test
    void theRuleCanBeOverridden() {
        service.put(NAME, service.judge(windowOn(2)), Precondition.NONE);
        KernelView view = service.get(NAME)
                .under(Optional.of(KernelRelease.parse("6.12.74")), Optional.of(LookupRule.PREFER_RESERVED));
        assertThat(view.resolver().targetNode(0x20000000L)).isEqualTo(2);
        assertThat(view.choice().range().behaviour().id()).isEqualTo("6.12");
        assertThatThrownBy(() -> service.get(NAME).under(Optional.of(KernelRelease.parse("4.19")), Optional.empty()))
                .isInstanceOf(UnknownKernelException.class);
    }

    @Test
    void aBootIsReplayedOnceForEachBehaviour() {
        service.put(NAME, service.judge(windowOn(2)), Precondition.NONE);
        KernelView first = view(service.get(NAME), "7.3");
        assertThat(view(service.get(NAME), "7.2.13").boot()).isSameAs(first.boot());
        assertThat(view(service.get(NAME), "6.1.176").boot()).isNotSameAs(first.boot());
    }

    @Test
    void aReplayIsNotStored() {
        ReplayedTopology replayed = service.replay(windowOn(2));
        assertThat(targetNode(replayed, "7.3")).isEqualTo(2);
        assertThat(replayed.topology().revision()).isZero();
        assertThat(service.list(Optional.empty(), new TopologyFilter("", Map.of()), 10))
                .isEmpty();
        assertThat(store.feed().position().head()).isZero();
    }

    @Test
    void aRevisionAnswersUntilItExceedsTheRetention() {
        for (int node = 2; node < 6; node++) {
            service.put(NAME, service.judge(windowOn(node)), Precondition.NONE);
        }
        assertThat(targetNode(service.get(NAME, Optional.of(2)), "7.3")).isEqualTo(3);
        assertThat(targetNode(service.get(NAME, Optional.of(4)), "7.3")).isEqualTo(5);
        assertThatThrownBy(() -> service.get(NAME, Optional.of(1)))
                .isInstanceOf(UnknownRevisionException.class)
                .hasMessage("'rack1-h7' has no revision 1: it never existed or is no longer stored");
        assertThatThrownBy(() -> service.get(new TopologyName("other"), Optional.of(1)))
                .isInstanceOf(UnknownTopologyException.class);
    }

    /** Two successive topologies of one name both have a revision 1. */
    @Test
    void aRevisionBelongsToTheExistingTopologyOfThatName() {
        service.put(NAME, service.judge(windowOn(2)), Precondition.NONE);
        service.put(NAME, service.judge(windowOn(3)), Precondition.NONE);
        assertThat(targetNode(service.get(NAME, Optional.of(1)), "7.3")).isEqualTo(2);
        service.delete(NAME, Precondition.NONE);
        service.put(NAME, service.judge(windowOn(7)), Precondition.NONE);
        service.put(NAME, service.judge(windowOn(8)), Precondition.NONE);
        assertThat(targetNode(service.get(NAME, Optional.of(1)), "7.3")).isEqualTo(7);
    }

    @Test
    void aRestoreStoresANewRevision() {
        service.put(NAME, service.judge(windowOn(2)), Precondition.NONE);
        service.put(NAME, service.judge(windowOn(3)), Precondition.NONE);
        Written<ReplayedTopology> restored = service.restore(NAME, 1, Precondition.NONE);
        assertThat(restored.outcome()).isEqualTo(WriteOutcome.REPLACED);
        assertThat(restored.current().topology().revision()).isEqualTo(3);
        assertThat(targetNode(service.get(NAME), "7.3")).isEqualTo(2);
        assertThat(service.restore(NAME, 1, Precondition.NONE).outcome()).isEqualTo(WriteOutcome.UNCHANGED);
        assertThatThrownBy(() -> service.restore(NAME, 9, Precondition.NONE))
                .isInstanceOf(UnknownRevisionException.class);
    }

    /** The test writes to the store directly, like another process. */
    @Test
    void aWriteOfAnotherProcessIsSeenWithinASecond() throws Exception {
        service.put(NAME, service.judge(windowOn(2)), Precondition.NONE);
        for (int node = 3; node < 30; node++) {
            int written = node;
            assertThat(targetNode(service.get(NAME), "7.3")).isEqualTo(node - 1);
            Uploads.save(store.topologies(), NAME, windowOn(node), Precondition.NONE);
            within(A_SECOND, () -> targetNode(service.get(NAME), "7.3") == written);
        }
        store.topologies().delete(NAME, Precondition.NONE);
        within(A_SECOND, () -> catchThrowable(() -> service.get(NAME)) instanceof UnknownTopologyException);
    }

    /** This process and another one write. A writer never reads an older revision, and at the end all read the last one. */
    @Test
    void aServiceNeverAnswersFromAStateBeforeItsOwnWrite() throws Exception {
        service.put(NAME, service.judge(windowOn(2)), Precondition.NONE);
        ExecutorService others = Executors.newSingleThreadExecutor();
        try {
            Future<?> other = others.submit(() -> IntStream.range(0, 150)
                    .forEach(i -> Uploads.save(store.topologies(), NAME, windowOn(500 + i), Precondition.NONE)));
            for (int i = 0; i < 150; i++) {
                int written = service.put(NAME, service.judge(windowOn(3 + i)), Precondition.NONE)
                        .current()
                        .topology()
                        .revision();
                assertThat(service.get(NAME).topology().revision()).isGreaterThanOrEqualTo(written);
            }
            other.get();
            Topology last = store.topologies().find(NAME).orElseThrow().topology();
            eventually(() -> service.get(NAME).topology().equals(last));
        } finally {
            others.shutdownNow();
        }
    }

    @Test
    void aWriteReplaysTheBootOnce() {
        AtomicInteger replays = new AtomicInteger();
        service.onReplay(nanos -> replays.incrementAndGet());
        service.put(NAME, service.judge(windowOn(2)), Precondition.NONE)
                .current()
                .under(Optional.empty(), Optional.empty());
        assertThat(service.get(NAME)
                        .under(Optional.empty(), Optional.empty())
                        .topology()
                        .revision())
                .isEqualTo(1);
        assertThat(replays).hasValue(1);
    }

    /** The feed may deliver the write before the writing thread proceeds. */
    @Test
    void anOwnWriteIsCachedEvenIfTheFeedDeliversItFirst() throws Exception {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        TopologyService slow = new TopologyService(
                slowly(store.topologies(), written, proceed), feed, new FleetJudge(), Clock.systemUTC(), 10_000_000);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Future<Written<ReplayedTopology>> write =
                    writer.submit(() -> slow.put(NAME, slow.judge(windowOn(2)), Precondition.NONE));
            written.await();
            eventually(() -> feed.delivered() > 0);
            proceed.countDown();
            assertThat(slow.get(NAME)).isSameAs(write.get().current());
        } finally {
            writer.shutdownNow();
        }
    }

    /** A look-up reads revision 1; then revision 2 is delivered. Only this look-up may still answer from revision 1. */
    @Test
    void aWriteThatIsDeliveredDuringAReadInvalidatesTheRevisionThatWasRead() throws Exception {
        long created = Uploads.save(store.topologies(), NAME, windowOn(2), Precondition.NONE)
                .current()
                .number();
        eventually(() -> feed.delivered() == created);
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        TopologyService slow = new TopologyService(
                slowly(store.topologies(), read, proceed), feed, new FleetJudge(), Clock.systemUTC(), 10_000_000);
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try {
            Future<ReplayedTopology> first = reader.submit(() -> slow.get(NAME));
            read.await();
            long number = Uploads.save(store.topologies(), NAME, windowOn(3), Precondition.NONE)
                    .current()
                    .number();
            eventually(() -> feed.position() == number);
            proceed.countDown();
            first.get();
            eventually(() -> feed.delivered() == number);
            assertThat(slow.get(NAME).topology().revision()).isEqualTo(2);
        } finally {
            reader.shutdownNow();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", ".a", "_a", "a b", "a/b", "ä", "a\n", "a\u0000"})
    void anInvalidNameIsRefusedWithTheRule(String name) {
        assertThatThrownBy(() -> new TopologyName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "a topology's name has 1 to 128 characters of A-Z a-z 0-9 . _ - and starts with a letter or digit");
        assertThat(new TopologyName("a".repeat(128))).hasToString("a".repeat(128));
        assertThatThrownBy(() -> new TopologyName("a".repeat(129))).isInstanceOf(IllegalArgumentException.class);
    }

    /** A store whose calls return only after {@code proceed}. */
    private static TopologyStore slowly(TopologyStore store, CountDownLatch read, CountDownLatch proceed) {
        return (TopologyStore) Proxy.newProxyInstance(
                TopologyStore.class.getClassLoader(),
                new Class<?>[] {TopologyStore.class},
                (proxy, method, arguments) -> {
                    Object answer = method.invoke(store, arguments);
                    read.countDown();
                    proceed.await();
                    return answer;
                });
    }

    /** No request waits for a store that is known to be unreachable. Cached topologies are served as fast as before. */
    @Test
    void whileTheStoreIsUnreachableCachedTopologiesAreServedAndOtherRequestsFailAtOnce() throws Exception {
        JudgedTopology judged = service.judge(windowOn(2));
        service.put(NAME, judged, Precondition.NONE);
        assertThat(targetNode(service.get(NAME), "7.3")).isEqualTo(2);
        pool.close();
        eventually(() -> !feed.isReachable());
        long begun = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            TopologyName unknown = new TopologyName("unknown-" + i);
            assertThatThrownBy(() -> service.get(unknown)).isInstanceOf(StoreUnavailableException.class);
            assertThatThrownBy(() -> service.put(unknown, judged, Precondition.NONE))
                    .isInstanceOf(StoreUnavailableException.class);
        }
        assertThat(targetNode(service.get(NAME), "7.3")).isEqualTo(2);
        assertThatThrownBy(() -> service.list(Optional.empty(), new TopologyFilter("", Map.of()), 9))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    /** A source that fails once with an unexpected exception. */
    @Test
    void theFeedSurvivesAnUnexpectedException() throws Exception {
        AtomicBoolean fail = new AtomicBoolean(true);
        FeedSource source = (FeedSource) Proxy.newProxyInstance(
                FeedSource.class.getClassLoader(), new Class<?>[] {FeedSource.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("entries") && fail.getAndSet(false)) {
                        throw new IllegalStateException("a fault of the store");
                    }
                    return method.invoke(store.feed(), arguments);
                });
        try (TopologyFeed other = new TopologyFeed(source)) {
            other.start();
            long number = Uploads.save(store.topologies(), NAME, windowOn(2), Precondition.NONE)
                    .current()
                    .number();
            eventually(() -> other.position() == number && other.isReachable());
            assertThat(fail).isFalse();
        }
    }

    /** The limit is generous, so that a busy machine does not fail the test. */
    private static void eventually(BooleanSupplier condition) {
        within(Duration.ofMinutes(1), condition);
    }

    private static void within(Duration limit, BooleanSupplier condition) {
        await().atMost(limit).pollInterval(Duration.ofMillis(1)).until(condition::getAsBoolean);
    }

    private static int targetNode(ReplayedTopology topology, String kernel) {
        return view(topology, kernel).resolver().targetNode(0x20000000L);
    }

    private static KernelView view(ReplayedTopology topology, String kernel) {
        return topology.under(Optional.of(KernelRelease.parse(kernel)), Optional.empty());
    }
}

package io.targetnode.topology.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.FeedEntry;
import io.targetnode.topology.FeedPosition;
import io.targetnode.topology.FeedSource;
import io.targetnode.topology.Source;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.TopologyChange;
import io.targetnode.topology.TopologyChange.Kind;
import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.ChangeHistory.Cursor;
import io.targetnode.topology.service.ChangeHistory.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeHistoryTest {

    private final Source source = new Source();
    private final TopologyFeed feed = new TopologyFeed(source);
    private ChangeHistory history;

    /** The feed of a store that can be made to fail. */
    private static final class Source implements FeedSource {

        private final Semaphore signals = new Semaphore(0);
        private final List<TopologyChange> changes = new ArrayList<>();
        private long head;
        private long purged;
        private boolean lost;
        private boolean damaged;

        @Override
        public FeedPosition position() {
            return answer(() -> new FeedPosition(head, purged));
        }

        @Override
        public List<FeedEntry> entries(long after, int limit) {
            if (damaged) {
                throw new DamagedRevisionException("the database is damaged");
            }
            return answer(() -> changes.stream()
                    .filter(change -> change.number() > after)
                    .limit(limit)
                    .map(FeedEntry::of)
                    .toList());
        }

        @Override
        public void await(Duration atMost) throws InterruptedException {
            if (signals.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                signals.drainPermits();
            }
        }

        void write(int times) {
            change(() -> {
                for (int i = 0; i < times; i++) {
                    head++;
                    changes.add(new TopologyChange(
                            head, Kind.REPLACED, new TopologyName("t"), Math.toIntExact(head), Instant.EPOCH));
                }
            });
        }

        void purgeTo(long number) {
            change(() -> {
                changes.removeIf(change -> change.number() <= number);
                purged = number;
            });
        }

        /** Simulates a restored backup: later writes are missing, and their numbers are assigned again. */
        void restoreTo(long number) {
            change(() -> {
                changes.removeIf(change -> change.number() > number);
                head = number;
            });
        }

        void damage(boolean nowDamaged) {
            change(() -> damaged = nowDamaged);
        }

        void lose(boolean nowLost) {
            change(() -> lost = nowLost);
        }

        private synchronized void change(Runnable change) {
            change.run();
            signals.release();
        }

        private synchronized <T> T answer(Supplier<T> read) {
            if (lost) {
                throw new StoreUnavailableException("lost");
            }
            return read.get();
        }
    }

    @BeforeEach
    void begin() {
        source.write(250);
        history = new ChangeHistory(feed, source);
        feed.start();
    }

    @AfterEach
    void end() {
        feed.close();
    }

    @Test
    void aReaderThatStartsNowReceivesLaterChanges() {
        Cursor now = history.now();
        assertThat(history.next(now).changes()).isEmpty();
        write(3);
        assertThat(numbers(read(now))).containsExactly(251L, 252L, 253L);
    }

    @Test
    void aReaderWithoutStateReceivesAllChangesInPages() {
        Page first = history.next(history.after(0));
        assertThat(first.changes()).hasSize(ChangeHistory.PAGE);
        assertThat(first.reset()).isFalse();
        assertThat(numbers(read(history.after(0)))).isEqualTo(upTo(250));
    }

    /** The first changes are in the store only, the last in memory only. */
    @Test
    void noChangeIsMissingBetweenTheStoreAndTheMemory() {
        for (int i = 0; i < 30; i++) {
            write(97);
        }
        assertThat(numbers(read(history.after(0)))).isEqualTo(upTo(250 + 30 * 97));
        source.lose(true);
        eventually(() -> !feed.isReachable());
        Cursor recent = new Cursor(250 + 29 * 97, 0, history.now().generation());
        assertThat(numbers(read(recent))).hasSize(97).last().isEqualTo(250L + 30 * 97);
    }

    @Test
    void aReaderThatReconnectsReceivesTheRest() {
        assertThat(numbers(read(history.after(248)))).containsExactly(249L, 250L);
        assertThat(read(history.after(250))).isEmpty();
    }

    @Test
    void aReaderWithAnIdOfAnotherStoreIsReset() {
        Page page = history.next(history.after(251));
        assertThat(page.reset()).isTrue();
        assertThat(page.changes()).isEmpty();
        assertThat(numbers(read(page.next()))).isEqualTo(upTo(250));
    }

    @Test
    void aReaderThatMayHaveMissedAPurgedDeletionIsReset() {
        source.purgeTo(100);
        Page page = history.next(history.after(99));
        assertThat(page.reset()).isTrue();
        assertThat(numbers(read(page.next()))).isEqualTo(between(101, 250));
        assertThat(history.next(history.after(100)).reset()).isFalse();
        assertThat(history.next(history.after(0)).reset())
                .as("a reader without state has missed nothing")
                .isFalse();
    }

    @Test
    void aPurgeDuringReadingResetsTheReader() {
        Page first = history.next(history.after(0));
        source.purgeTo(200);
        Page second = history.next(first.next());
        assertThat(second.reset()).isTrue();
        assertThat(numbers(read(second.next()))).isEqualTo(between(201, 250));
    }

    @Test
    void aRestoredStoreResetsEveryReader() {
        Cursor now = history.now();
        source.restoreTo(10);
        eventually(() -> feed.delivered() == 10);
        write(300);
        Page page = history.next(now);
        assertThat(page.reset()).as("although its number is in range again").isTrue();
        assertThat(numbers(read(page.next()))).isEqualTo(upTo(310));
    }

    /** Another replica has delivered writes to the client that this one has not received yet. */
    @Test
    void aReaderAheadOfThisProcessWaitsForIt() {
        feed.add(new Listener(() -> {
            Page page = history.next(history.after(251));
            assertThat(page.reset()).isFalse();
            assertThat(page.changes()).isEmpty();
        }));
        write(2);
        assertThat(numbers(read(history.after(251)))).containsExactly(252L);
    }

    @Test
    void noChangeIsDeliveredBeforeEveryListenerHasReceivedIt() {
        Cursor now = history.now();
        List<Integer> seen = new ArrayList<>();
        feed.add(new Listener(() -> seen.add(history.next(now).changes().size())));
        write(3);
        assertThat(seen).containsExactly(0, 0, 0);
        assertThat(read(now)).hasSize(3);
    }

    @Test
    void aReaderKeepsItsPositionWhileTheStoreIsUnreachable() {
        source.lose(true);
        eventually(() -> !feed.isReachable());
        assertThat(history.now().after()).isEqualTo(250);
        Cursor before = history.after(240);
        assertThatThrownBy(() -> history.next(before)).isInstanceOf(StoreUnavailableException.class);
        source.lose(false);
        eventually(feed::isReachable);
        assertThat(numbers(read(before))).isEqualTo(between(241, 250));
    }

    /** What the feed cannot read may have changed any topology. */
    @Test
    void aFeedThatIsDamagedIsResetAndGoesOn() {
        Cursor before = history.now();
        source.damage(true);
        write(10);
        assertThat(feed.isReachable()).isTrue();
        assertThat(history.next(before).reset()).isTrue();
        source.damage(false);
        Cursor now = history.now();
        write(1);
        assertThat(numbers(read(now))).isEqualTo(between(261, 261));
    }

    /** Runs an action at every change. */
    private record Listener(Runnable action) implements TopologyFeed.Listener {

        @Override
        public void changed(TopologyChange change) {
            action.run();
        }

        @Override
        public void reset() {
            throw new IllegalStateException("nothing was reset");
        }
    }

    private void write(int times) {
        source.write(times);
        long head = source.position().head();
        eventually(() -> feed.delivered() == head);
    }

    /** All pages to the end. */
    private List<TopologyChange> read(Cursor from) {
        List<TopologyChange> all = new ArrayList<>();
        Page page = history.next(from);
        while (!page.changes().isEmpty()) {
            assertThat(page.reset()).isFalse();
            all.addAll(page.changes());
            page = history.next(page.next());
        }
        return all;
    }

    private static List<Long> numbers(List<TopologyChange> changes) {
        return changes.stream().map(TopologyChange::number).toList();
    }

    private static List<Long> upTo(long last) {
        return between(1, last);
    }

    private static List<Long> between(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static void eventually(Callable<Boolean> condition) {
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(1)).until(condition);
    }
}

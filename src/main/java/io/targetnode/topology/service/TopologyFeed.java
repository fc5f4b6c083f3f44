package io.targetnode.topology.service;

import io.targetnode.topology.DamagedRevisionException;
import io.targetnode.topology.FeedEntry;
import io.targetnode.topology.FeedPosition;
import io.targetnode.topology.FeedSource;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.TopologyChange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the writes of all processes on a background thread and delivers each to the listeners, once and in order. {@link #lag()}
 * is the time since the feed last read to the end: an answer from memory may be that old. The feed retries while the store is
 * unreachable.
 */
public final class TopologyFeed implements AutoCloseable {

    /** The polling period, for lost signals. */
    static final Duration PERIOD = Duration.ofMillis(250);

    private static final Duration MAX_LAG = Duration.ofSeconds(1);

    private static final int BATCH = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(TopologyFeed.class);

    private final FeedSource source;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> callbacks = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "topology-feed");
    private volatile long position;
    private volatile long delivered;
    private volatile long knownUpToNanos = System.nanoTime();
    private volatile boolean reachable = true;
    private volatile boolean closed;

    public TopologyFeed(FeedSource source) {
        this.source = source;
        thread.setDaemon(true);
    }

    /** Called on the feed's thread: must not block or throw. */
    public interface Listener {

        /** Delivers a write. {@link TopologyFeed#position()} already returns its number. */
        void changed(TopologyChange change);

        /** Writes may have been missed: cached state is invalid. */
        void reset();
    }

    /** Delivers all later writes to a listener. */
    public void add(Listener listener) {
        listeners.add(listener);
    }

    /** Removes a listener. */
    public void remove(Listener listener) {
        listeners.remove(listener);
    }

    /** Runs an action on the feed's thread whenever {@link #delivered()} has changed. It must not block or throw. */
    public void onDelivered(Runnable callback) {
        callbacks.add(callback);
    }

    /**
     * Starts at the current end of the feed.
     *
     * @throws StoreUnavailableException if the store is unreachable
     */
    public void start() {
        position = source.position().head();
        delivered = position;
        knownUpToNanos = System.nanoTime();
        thread.start();
    }

    /** The number of the last write whose delivery has started. */
    public long position() {
        return position;
    }

    /** The number of the last write that was delivered to every listener. Readers of the history stop there. */
    public long delivered() {
        return delivered;
    }

    /** The time since the feed last read to the end. */
    public Duration lag() {
        return Duration.ofNanos(System.nanoTime() - knownUpToNanos);
    }

    /** Whether the lag exceeds the bound within which this process sees the writes of others. */
    public boolean isStale() {
        return System.nanoTime() - knownUpToNanos > MAX_LAG.toNanos();
    }

    /** Whether the last access to the store succeeded. */
    public boolean isReachable() {
        return reachable;
    }

    /** @throws StoreUnavailableException if the last access to the store failed */
    void requireReachable() {
        if (!reachable) {
            throw new StoreUnavailableException("The store does not respond.");
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(PERIOD.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try {
                readToEnd();
                source.await(PERIOD);
            } catch (StoreUnavailableException e) {
                pauseAfter(e);
            } catch (RuntimeException e) {
                // The thread must survive a fault of the store.
                if (reachable) {
                    LOG.error("Reading the feed failed; will retry", e);
                }
                pauseAfter(e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void readToEnd() {
        long startNanos = System.nanoTime();
        FeedPosition end = source.position();
        if (end.head() < position || position < end.purged()) {
            LOG.info(
                    "Resetting the feed: the position {} is not between {} and {}", position, end.purged(), end.head());
            resetTo(end.head());
        }
        try {
            readTo(end.head());
        } catch (DamagedRevisionException e) {
            // The store has reported the damage. The entries cannot be read later either.
            resetTo(end.head());
        }
        knownUpToNanos = startNanos;
        if (!reachable) {
            reachable = true;
            LOG.info("The store responds again");
        }
    }

    private void readTo(long head) {
        while (position < head) {
            List<FeedEntry> entries = source.entries(position, BATCH);
            entries.forEach(this::deliver);
            if (entries.isEmpty()) {
                position = head;
            }
            markDelivered();
        }
    }

    private void resetTo(long head) {
        delivered = 0;
        position = head;
        listeners.forEach(Listener::reset);
        markDelivered();
    }

    private void deliver(FeedEntry entry) {
        position = entry.number();
        listeners.forEach(listener -> entry.change().ifPresentOrElse(listener::changed, listener::reset));
    }

    private void markDelivered() {
        delivered = position;
        callbacks.forEach(Runnable::run);
    }

    private void pauseAfter(RuntimeException e) {
        if (reachable && !closed) {
            reachable = false;
            LOG.warn("The store does not respond; cached topologies are still served. {}", e.getMessage());
        }
        try {
            Thread.sleep(PERIOD.toMillis());
        } catch (InterruptedException interrupted) {
            closed = true;
        }
    }
}

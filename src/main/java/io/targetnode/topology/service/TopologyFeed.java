package io.targetnode.topology.service;

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
 * Follows the writes of all processes on the store with a thread of its own and tells them to who listens, in order, each
 * once. What it has read is known up to an instant: {@link #behind()} is how long ago that was, so whoever answers from
 * memory can say how old the answer may be. If the store cannot be asked, it goes on trying.
 */
public final class TopologyFeed implements AutoCloseable {

    /** How often the store is asked even if nothing rings. */
    static final Duration PERIOD = Duration.ofMillis(250);

    private static final Duration BOUND = Duration.ofSeconds(1);

    private static final int CHANGES_AT_ONCE = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(TopologyFeed.class);

    private final FeedSource source;
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::follow, "topology-feed");
    private volatile long position;
    private volatile long delivered;
    private volatile long knownUpToNanos = System.nanoTime();
    private volatile boolean reachable = true;
    private volatile boolean closed;

    public TopologyFeed(FeedSource source) {
        this.source = source;
        thread.setDaemon(true);
    }

    /** Hears of writes, on the feed's thread: to be quick, and not to throw. */
    public interface Listener {

        /** A write; {@link TopologyFeed#position()} is its number already. */
        void changed(TopologyChange change);

        /** Writes may have been missed: nothing that is known holds any more. */
        void reset();
    }

    /** Has a listener told what is written from now on. */
    public void listen(Listener listener) {
        listeners.add(listener);
    }

    /** No more is told to a listener. */
    public void leave(Listener listener) {
        listeners.remove(listener);
    }

    /** Has something run, on the feed's thread, whenever {@link #delivered()} has changed: to be quick, and not to throw. */
    public void onDelivered(Runnable follower) {
        followers.add(follower);
    }

    /**
     * Begins at the present end of the feed.
     *
     * @throws StoreUnavailableException if the store cannot be asked
     */
    public void start() {
        position = source.position().head();
        delivered = position;
        knownUpToNanos = System.nanoTime();
        thread.start();
    }

    /** Number of the last write that was delivered, or is just being told. */
    public long position() {
        return position;
    }

    /** Number of the last write that every listener has heard of: who passes writes on goes so far and no further. */
    public long delivered() {
        return delivered;
    }

    /** For how long there may have been writes that are not known here. */
    public Duration behind() {
        return Duration.ofNanos(System.nanoTime() - knownUpToNanos);
    }

    /** Whether that is more than the bound within which writes of other processes are seen. */
    public boolean isStale() {
        return System.nanoTime() - knownUpToNanos > BOUND.toNanos();
    }

    /** Whether the store could be asked the last time. */
    public boolean isReachable() {
        return reachable;
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

    private void follow() {
        while (!closed) {
            try {
                readToEnd();
                source.await(PERIOD);
            } catch (StoreUnavailableException e) {
                lost(e);
            } catch (RuntimeException e) {
                // Of a newer replica, perhaps, whose writes this one does not understand: it must not end for that.
                LOG.error("The feed failed, and is tried again", e);
                lost(e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void readToEnd() {
        long begun = System.nanoTime();
        FeedPosition end = source.position();
        if (end.head() < position || position < end.forgotten()) {
            LOG.info("The feed was at {} and goes from {} to {}: starting over", position, end.forgotten(), end.head());
            delivered = 0;
            position = end.head();
            listeners.forEach(Listener::reset);
            allDelivered();
        }
        while (position < end.head()) {
            List<TopologyChange> changes = source.changes(position, CHANGES_AT_ONCE);
            changes.forEach(this::tell);
            if (changes.isEmpty()) {
                position = end.head();
            }
            allDelivered();
        }
        knownUpToNanos = begun;
        if (!reachable) {
            reachable = true;
            LOG.info("The store answers again");
        }
    }

    private void tell(TopologyChange change) {
        position = change.number();
        listeners.forEach(listener -> listener.changed(change));
    }

    private void allDelivered() {
        delivered = position;
        followers.forEach(Runnable::run);
    }

    private void lost(RuntimeException e) {
        if (reachable && !closed) {
            reachable = false;
            LOG.warn("The store does not answer; what is in memory is still served. {}", e.getMessage());
        }
        try {
            Thread.sleep(PERIOD.toMillis());
        } catch (InterruptedException interrupted) {
            closed = true;
        }
    }
}

package io.targetnode.topology.service;

import io.targetnode.topology.FeedEntry;
import io.targetnode.topology.FeedPosition;
import io.targetnode.topology.FeedSource;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.TopologyChange;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The history of writes in pages, for readers that proceed at their own pace and may reconnect. Recent writes come from memory,
 * older ones from the store. The history ends at {@link TopologyFeed#delivered()}: a client that has read a change and then
 * asks the {@link TopologyService} of this process gets that revision or a later one.
 */
public final class ChangeHistory implements TopologyFeed.Listener {

    /** The maximum number of changes in a page. */
    public static final int PAGE = 100;

    private static final int IN_MEMORY = 1_000;

    /** The generation of a cursor that has not been compared with the store yet. */
    private static final int UNKNOWN = 0;

    private final TopologyFeed feed;
    private final FeedSource source;
    private final RecentChanges recent = new RecentChanges(IN_MEMORY);
    /** Incremented by every reset of the feed: only numbers of the same generation are comparable. */
    private final AtomicInteger generation = new AtomicInteger(UNKNOWN + 1);

    /**
     * @param feed delivers new changes; it may already be running
     * @param source returns older changes
     */
    public ChangeHistory(TopologyFeed feed, FeedSource source) {
        this.feed = feed;
        this.source = source;
        feed.add(this);
    }

    /**
     * The position of a reader.
     *
     * @param after the number of the last change that it has read; 0 for none
     * @param purged deletions up to this number had been purged when the reader started without state, so it needs none of them
     * @param generation the generation of the feed
     */
    public record Cursor(long after, long purged, int generation) {}

    /**
     * The next changes for a reader; no changes at the end of the history.
     *
     * @param changes the changes in order
     * @param next the position of the reader after this page
     * @param reset whether the reader may have missed changes that have been purged: it must discard its state and read the
     *     history from the beginning
     */
    public record Page(List<TopologyChange> changes, Cursor next, boolean reset) {

        private static Page reset(FeedPosition end, int generation) {
            return new Page(List.of(), new Cursor(0, end.purged(), generation), true);
        }
    }

    /** The end of the history; the last delivered write if the store is unreachable. */
    public Cursor now() {
        int current = generation.get();
        return new Cursor(head(), 0, current);
    }

    /**
     * The position of a reader that reconnects or starts without state.
     *
     * @param number the number of the last change that it has read; 0 for none
     */
    public Cursor after(long number) {
        return new Cursor(number, 0, UNKNOWN);
    }

    /** @throws StoreUnavailableException if the page is not in memory and the store is unreachable */
    public Page next(Cursor cursor) {
        int now = generation.get();
        if (cursor.generation() == UNKNOWN) {
            return start(cursor.after(), now);
        }
        if (cursor.generation() != now) {
            return Page.reset(position(), now);
        }
        long delivered = feed.delivered();
        if (cursor.after() >= delivered) {
            return new Page(List.of(), cursor, false);
        }
        return recent.between(cursor.after(), delivered, PAGE)
                .map(changes -> page(cursor, changes.stream().map(FeedEntry::of).toList(), delivered))
                .orElseGet(() -> stored(cursor, delivered));
    }

    @Override
    public void changed(TopologyChange change) {
        recent.add(change);
    }

    @Override
    public void reset() {
        generation.incrementAndGet();
        recent.clear();
    }

    private Page start(long after, int now) {
        FeedPosition end = position();
        if (after == 0) {
            return next(new Cursor(0, end.purged(), now));
        }
        if (after < end.purged() || after > end.head()) {
            return Page.reset(end, now);
        }
        return next(new Cursor(after, 0, now));
    }

    /** Reads the bounds last, so that they include every deletion that was purged before the changes were read. */
    private Page stored(Cursor cursor, long delivered) {
        requireStore();
        List<FeedEntry> entries = source.entries(cursor.after(), PAGE);
        FeedPosition end = position();
        if (end.purged() > Math.max(cursor.after(), cursor.purged())) {
            return Page.reset(end, cursor.generation());
        }
        return page(
                cursor,
                entries.stream().filter(entry -> entry.number() <= delivered).toList(),
                delivered);
    }

    /** Without the entries that are damaged. */
    private static Page page(Cursor cursor, List<FeedEntry> entries, long delivered) {
        long last = entries.size() < PAGE ? delivered : entries.get(PAGE - 1).number();
        return new Page(
                entries.stream().flatMap(entry -> entry.change().stream()).toList(),
                new Cursor(last, cursor.purged(), cursor.generation()),
                false);
    }

    private long head() {
        try {
            return position().head();
        } catch (StoreUnavailableException e) {
            return feed.delivered();
        }
    }

    private FeedPosition position() {
        requireStore();
        return source.position();
    }

    /** Fails at once while the feed finds the store unreachable. */
    private void requireStore() {
        if (!feed.isReachable()) {
            throw new StoreUnavailableException("The store does not respond.");
        }
    }
}

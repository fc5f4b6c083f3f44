package io.targetnode.topology.service;

import io.targetnode.topology.FeedPosition;
import io.targetnode.topology.FeedSource;
import io.targetnode.topology.StoreUnavailableException;
import io.targetnode.topology.TopologyChange;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What was written, a page at a time, for readers that go at their own pace and may come back: the last writes from memory,
 * older ones from the store. It never goes further than {@link TopologyFeed#delivered()}: who has seen a change and then asks
 * {@link TopologyService} of the same process gets that revision or a later one.
 */
public final class ChangeHistory implements TopologyFeed.Listener {

    /** Changes of a page at most. */
    public static final int PAGE = 100;

    private static final int IN_MEMORY = 1_000;

    /** The generation of a place that nobody has compared with the store yet. */
    private static final int UNKNOWN = 0;

    private final TopologyFeed feed;
    private final FeedSource source;
    private final RecentChanges recent = new RecentChanges(IN_MEMORY);
    /** How often the feed began, and so which numbers can be compared with each other. */
    private final AtomicInteger generation = new AtomicInteger(UNKNOWN + 1);

    /**
     * @param feed tells what is new; it may have been started already
     * @param source has what is old
     */
    public ChangeHistory(TopologyFeed feed, FeedSource source) {
        this.feed = feed;
        this.source = source;
        feed.listen(this);
    }

    /**
     * How far a reader is.
     *
     * @param after number of the last change that it knows; 0 for none
     * @param excused deletions up to this number were forgotten when the reader began with nothing, so it misses none of them
     * @param generation of the feed
     */
    public record Place(long after, long excused, int generation) {}

    /**
     * The next changes for a reader; none if it knows all.
     *
     * @param changes in their order
     * @param next how far the reader is then
     * @param reset whether the reader may have missed changes that nobody remembers: it has to forget what it knows, and
     *     is told what is kept, from the beginning
     */
    public record Page(List<TopologyChange> changes, Place next, boolean reset) {

        private static Page reset(FeedPosition end, int generation) {
            return new Page(List.of(), new Place(0, end.forgotten(), generation), true);
        }
    }

    /** A reader that knows what was written until now; as far as this process knows, if the store does not answer. */
    public Place now() {
        int begun = generation.get();
        return new Place(head(), 0, begun);
    }

    /**
     * A reader that was here before, or knows nothing.
     *
     * @param number of the last change that it was delivered; 0 for none
     */
    public Place after(long number) {
        return new Place(number, 0, UNKNOWN);
    }

    /** @throws StoreUnavailableException if the page is not in memory and the store does not answer */
    public Page next(Place place) {
        int now = generation.get();
        if (place.generation() == UNKNOWN) {
            return enter(place.after(), now);
        }
        if (place.generation() != now) {
            return Page.reset(position(), now);
        }
        long delivered = feed.delivered();
        if (place.after() >= delivered) {
            return new Page(List.of(), place, false);
        }
        return recent.between(place.after(), delivered, PAGE)
                .map(changes -> page(place, changes, delivered))
                .orElseGet(() -> stored(place, delivered));
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

    private Page enter(long after, int now) {
        FeedPosition end = position();
        if (after == 0) {
            return next(new Place(0, end.forgotten(), now));
        }
        if (after < end.forgotten() || after > end.head()) {
            return Page.reset(end, now);
        }
        return next(new Place(after, 0, now));
    }

    /** The position is asked for last: a deletion that was forgotten before the changes were read shows in it. */
    private Page stored(Place place, long delivered) {
        requireStore();
        List<TopologyChange> changes = source.changes(place.after(), PAGE);
        FeedPosition end = position();
        if (end.forgotten() > Math.max(place.after(), place.excused())) {
            return Page.reset(end, place.generation());
        }
        return page(
                place,
                changes.stream().filter(change -> change.number() <= delivered).toList(),
                delivered);
    }

    private static Page page(Place place, List<TopologyChange> changes, long delivered) {
        long last = changes.size() < PAGE ? delivered : changes.get(PAGE - 1).number();
        return new Page(changes, new Place(last, place.excused(), place.generation()), false);
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

    /** While the feed finds the store lost, nobody else waits for it. */
    private void requireStore() {
        if (!feed.isReachable()) {
            throw new StoreUnavailableException("the store does not answer");
        }
    }
}

package io.targetnode.topology;

import java.util.Optional;

/**
 * An entry of the feed.
 *
 * @param number the number of the write
 * @param change the write; empty if the stored entry is damaged, so that it may have changed any topology
 */
public record FeedEntry(long number, Optional<TopologyChange> change) {

    /** An entry that can be read. */
    public static FeedEntry of(TopologyChange change) {
        return new FeedEntry(change.number(), Optional.of(change));
    }
}

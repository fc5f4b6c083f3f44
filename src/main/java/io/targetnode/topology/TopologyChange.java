package io.targetnode.topology;

import java.time.Instant;

/**
 * A write in the feed.
 *
 * @param number the position in the order of all writes of the store, from 1
 * @param kind the effect of the write
 * @param name the topology
 * @param revision the revision that it made, or the last revision that it deleted
 * @param at the time of the write
 */
public record TopologyChange(long number, Kind kind, TopologyName name, int revision, Instant at) {

    /** The effect of a write on a topology. */
    public enum Kind {
        CREATED,
        REPLACED,
        DELETED
    }
}

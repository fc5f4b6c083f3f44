package io.targetnode.topology;

import java.time.Instant;

/**
 * A write, as the feed tells it.
 *
 * @param number position in the order of all writes of the store, ascending from 1
 * @param kind what it did
 * @param name the topology
 * @param revision the revision that it made, or the last one that it deleted
 * @param at when
 */
public record TopologyChange(long number, Kind kind, TopologyName name, int revision, Instant at) {

    /** What a write does to a topology. */
    public enum Kind {
        CREATED,
        REPLACED,
        DELETED
    }
}

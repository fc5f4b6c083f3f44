package io.targetnode.topology;

import java.util.OptionalLong;

/**
 * Judges stored topologies that have no current judgement, because an earlier version of the service wrote them or judged them by other
 * rules.
 */
public interface BackgroundJudging {

    /**
     * Judges some of them. Not thread-safe; other processes may do the same.
     *
     * @return whether there may be more; false after the last name, and if a replica with other rules started later
     * @throws StoreFullException if the store is full; nothing has changed then
     * @throws StoreUnavailableException if the store is unreachable
     */
    boolean next();

    /** The number of topologies that are left. Empty before it is known. Does not access the store. */
    OptionalLong remaining();
}

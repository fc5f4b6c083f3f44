package io.targetnode.topology;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads all stored revisions in pages, in ascending order of name and revision. No transaction stays open between pages. Not
 * thread-safe.
 *
 * <p>The walk returns the state at its start. A topology that is deleted meanwhile may be missing, with all its revisions. If a
 * topology is replaced meanwhile, the walk may return its new revision as well.
 */
public interface ArchiveWalk {

    /** The start of the walk. */
    Instant startedAt();

    /**
     * Determines the next page.
     *
     * @return the number of characters of its documents; empty at the end
     * @throws StoreUnavailableException if the store is unreachable
     */
    OptionalLong measure();

    /**
     * Reads the page that {@link #measure} determined.
     *
     * @throws StoreUnavailableException if the store is unreachable
     */
    Page read();

    /**
     * A page of revisions.
     *
     * @param deleted the topology of the last revision before this page, if it was deleted before its current revision was read
     * @param revisions the intact revisions in the order of the walk
     * @param damaged the revisions that are damaged on disk
     */
    record Page(Optional<TopologyName> deleted, List<ArchivedRevision> revisions, List<Damaged> damaged) {

        public Page {
            revisions = List.copyOf(revisions);
            damaged = List.copyOf(damaged);
        }
    }

    /**
     * A revision that cannot be read.
     *
     * @param detail what is wrong
     */
    record Damaged(String name, int revision, String detail) {}
}

package io.targetnode.topology;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads everything that a store holds, a page at a time and topology by topology, in the order of names; the revisions of a
 * topology ascend. Nothing stays open between pages, however long the caller takes. To be used by one thread.
 *
 * <p>What is read is what was stored when the walk began. What is deleted meanwhile may be missing, with all its revisions;
 * of a topology that is replaced meanwhile the newer current revision may be read, too.
 */
public interface ArchiveWalk {

    /** When it began. */
    Instant begun();

    /**
     * Looks ahead.
     *
     * @return characters of the documents of the next page; empty at the end
     * @throws StoreUnavailableException if the store cannot be asked
     */
    OptionalLong measure();

    /**
     * Reads the page that was measured.
     *
     * @throws StoreUnavailableException if the store cannot be asked
     */
    Page read();

    /**
     * A page of revisions.
     *
     * @param deleted the topology of the last revision of the page before, if it was deleted before its current revision was
     *     read
     * @param revisions in the order of the walk
     */
    record Page(Optional<TopologyName> deleted, List<ArchivedRevision> revisions) {

        public Page {
            revisions = List.copyOf(revisions);
        }
    }
}

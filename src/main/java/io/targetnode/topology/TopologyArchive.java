package io.targetnode.topology;

import java.util.List;
import java.util.Optional;

/**
 * Everything that is stored, on its way out and in. Every call throws {@link StoreUnavailableException} if the store cannot
 * be reached.
 */
public interface TopologyArchive {

    /** Begins to read all that is stored now. */
    ArchiveWalk walk();

    /**
     * Holds a revision against what stores write: its digest, its document, its number and its time.
     *
     * @throws DamagedRevisionException if anything is wrong with it
     */
    VerifiedRevision verify(ArchivedRevision revision);

    /**
     * Stores revisions, all of them or none, with their numbers and times. What is there already stays:
     *
     * <ul>
     *   <li>A revision of a name that is not there creates the topology; one above the current one takes its place.
     *   <li>One that is stored with the same content is left as it is.
     *   <li>One below the current one that is not stored is not kept any more, and passed over.
     * </ul>
     *
     * @param revisions those of one name in ascending order
     * @throws ImportConflictException if one is stored with another content; nothing has changed then
     * @throws StoreFullException if there is no room; nothing has changed then
     */
    Imported store(List<VerifiedRevision> revisions);

    /**
     * Deletes a topology if this revision is its current one: its later revisions were to come, and it was deleted where they
     * come from.
     *
     * @return the deletion; empty if the topology is at another revision, or not there
     */
    Optional<TopologyChange> withdraw(RevisionSummary last);

    /**
     * What became of revisions.
     *
     * @param changes the writes, one for each revision that was not there
     * @param unchanged so many were there
     * @param outdated so many are not kept any more
     */
    record Imported(List<TopologyChange> changes, int unchanged, int outdated) {

        public Imported {
            changes = List.copyOf(changes);
        }
    }
}

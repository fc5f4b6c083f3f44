package io.targetnode.topology;

import java.util.List;
import java.util.Optional;

/** Exports and imports all revisions. Every call throws {@link StoreUnavailableException} if the store is unreachable. */
public interface TopologyArchive {

    /** Starts to read all revisions that are stored now. */
    ArchiveWalk walk();

    /**
     * Checks the digest, document, number and time of a revision.
     *
     * @throws DamagedRevisionException if one of them is invalid
     */
    VerifiedRevision verify(ArchivedRevision revision);

    /**
     * Stores all revisions with their numbers and times, or none of them. Stored revisions do not change:
     *
     * <ul>
     *   <li>A revision of a missing topology creates it. A revision above the current one becomes the current one.
     *   <li>A revision that is stored with the same content is unchanged.
     *   <li>A revision below the current one that is not stored is outdated, and is skipped.
     * </ul>
     *
     * @param revisions the revisions; those of one name in ascending order
     * @throws ImportConflictException if one is stored with different content; nothing has changed then
     * @throws StoreFullException if the store is full; nothing has changed then
     */
    Imported store(List<VerifiedRevision> revisions);

    /**
     * Deletes a partly imported topology: the source store deleted it before the export reached its current revision.
     *
     * @param last the last imported revision
     * @return the deletion; empty if that revision is not the current one
     */
    Optional<TopologyChange> withdraw(RevisionSummary last);

    /**
     * The result of an import.
     *
     * @param changes the writes, one for each new revision
     * @param unchanged number of revisions that were stored before
     * @param outdated number of revisions that were skipped
     */
    record Imported(List<TopologyChange> changes, int unchanged, int outdated) {

        public Imported {
            changes = List.copyOf(changes);
        }
    }
}

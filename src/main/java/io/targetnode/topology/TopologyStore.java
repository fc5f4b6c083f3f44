package io.targetnode.topology;

import java.util.List;
import java.util.Optional;

/**
 * Stores topologies. Each call is atomic: a concurrent reader sees a topology as it was before or after a write. Writes have a
 * total order, and a write is on disk when the call returns. Every call throws {@link StoreUnavailableException} if the store
 * is unreachable. Writes throw {@link StoreFullException}, and change nothing, if there is no space.
 */
public interface TopologyStore {

    /** The current revision; empty if the topology does not exist. */
    Optional<Current<Topology>> find(TopologyName name);

    /** A stored revision. */
    Optional<Topology> find(TopologyName name, int revision);

    /**
     * Stores an upload as the next revision, unless the current revision has the same content.
     *
     * @param judgement the judgement of the upload by the current rules
     * @throws PreconditionFailedException if the condition does not hold; nothing has changed then
     * @throws QuotaExceededException if the upload exceeds a quota; nothing has changed then
     */
    Written<Current<Topology>> save(
            TopologyName name, Upload upload, StoredJudgement judgement, Precondition condition);

    /**
     * Deletes a topology with all its revisions.
     *
     * @return the number of the write; empty if the topology does not exist
     * @throws PreconditionFailedException if the condition does not hold; nothing has changed then
     */
    Optional<Long> delete(TopologyName name, Precondition condition);

    /**
     * Lists current revisions in the order of their names.
     *
     * @param after the last name of the previous page, exclusive; empty for the first page
     * @param limit maximum number of revisions
     */
    List<RevisionSummary> list(Optional<TopologyName> after, TopologyFilter filter, int limit);

    /**
     * Lists the stored revisions of a topology, latest first; empty if the topology does not exist.
     *
     * @param before the upper bound of the revision numbers, exclusive
     * @param limit maximum number of revisions
     */
    List<RevisionSummary> revisions(TopologyName name, int before, int limit);

    /**
     * The judgements of all current revisions, after all writes that have been committed. A judgement by other rules than the current
     * ones is absent.
     */
    Fleet fleet();

    /** Deletes everything that has exceeded its retention, entries of the audit log included. */
    void sweep();
}

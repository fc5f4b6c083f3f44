package io.targetnode.topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where topologies live. Each call is atomic: a concurrent reader sees a topology before or after it, never between; writes
 * have one order, and each is on disk when the call returns. Every call throws {@link StoreUnavailableException} if the
 * store cannot be reached, and writes throw {@link StoreFullException} if there is no room; nothing has changed then.
 */
public interface TopologyStore {

    /** What a save did. */
    enum Outcome {
        /** There was none of that name. */
        CREATED,
        /** A new revision took the place of the one before. */
        REPLACED,
        /** The same upload is there already: nothing changed. */
        UNCHANGED
    }

    /**
     * A current revision and its place in the order of writes.
     *
     * @param topology the revision
     * @param number of the write that made it
     * @param created number of the write that created the topology: differs from that of an earlier one of the same name
     */
    record Current(Topology topology, long number, long created) {}

    /**
     * What is stored now, and how it came there.
     *
     * @param current the current revision
     * @param outcome what the save did
     */
    record Saved(Current current, Outcome outcome) {}

    /** The current revision. */
    Optional<Current> find(TopologyName name);

    /** A revision that is kept. */
    Optional<Topology> find(TopologyName name, int revision);

    /**
     * Stores an upload as the next revision, unless the current one is the same.
     *
     * @throws PreconditionFailedException if the condition does not hold; nothing has changed then
     */
    Saved save(TopologyName name, Upload upload, Precondition condition);

    /**
     * Removes a topology with all its revisions.
     *
     * @return number of the write; empty if there was none of that name
     * @throws PreconditionFailedException if the condition does not hold; nothing has changed then
     */
    Optional<Long> delete(TopologyName name, Precondition condition);

    /**
     * Current revisions ordered by name.
     *
     * @param after the last name that the caller has seen, exclusive; empty for the beginning
     * @param prefix what names begin with; empty for all
     * @param labels labels that all must be there with the value given
     * @param limit at most so many
     */
    List<RevisionSummary> list(Optional<TopologyName> after, String prefix, Map<String, String> labels, int limit);

    /**
     * The revisions of a topology that are kept, the latest first; empty if there is none of that name.
     *
     * @param before only revisions below this one
     * @param limit at most so many
     */
    List<RevisionSummary> revisions(TopologyName name, int before, int limit);

    /** Forgets what the retention does not keep any more. */
    void sweep();
}

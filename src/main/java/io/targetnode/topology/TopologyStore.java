package io.targetnode.topology;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where topologies live. Each call is atomic: a concurrent reader sees a topology before or after it, never between.
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
     * What is stored now, and how it came there.
     *
     * @param topology the current revision
     * @param outcome what the save did
     */
    record Saved(Topology topology, Outcome outcome) {}

    /** The current revision. */
    Optional<Topology> find(TopologyName name);

    /**
     * Stores an upload as the next revision.
     *
     * @throws StoreFullException if there is no room for it; nothing has changed then
     */
    Saved save(TopologyName name, Upload upload);

    /**
     * Stores an upload as revision 1 if there is none of that name.
     *
     * @throws TopologyExistsException if there is
     * @throws StoreFullException if there is no room for it; nothing has changed then
     */
    Topology create(TopologyName name, Upload upload);

    /** Removes a topology with all its revisions; whether there was one. */
    boolean delete(TopologyName name);

    /**
     * Current revisions ordered by name.
     *
     * @param after the last name that the caller has seen, exclusive; empty for the beginning
     * @param prefix what names begin with; empty for all
     * @param wanted which ones
     * @param limit at most so many
     */
    List<Topology> list(Optional<TopologyName> after, String prefix, Predicate<Topology> wanted, int limit);
}

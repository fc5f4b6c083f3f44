package io.targetnode.topology;

/** The judgements of all current revisions. A revision is judged when it is written. */
public interface FleetStore {

    /**
     * The fleet after all writes that have been committed. A judgement by other rules than the current ones is absent from it.
     *
     * @throws StoreUnavailableException if the store is unreachable
     */
    Fleet fleet();
}

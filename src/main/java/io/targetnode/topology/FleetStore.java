package io.targetnode.topology;

import java.util.Map;

/** The judgements of all current revisions. A revision is judged when it is written. */
public interface FleetStore {

    /**
     * The fleet after all writes that have been committed. A judgement by other rules than the current ones is absent from it.
     *
     * @throws StoreUnavailableException if the store is unreachable
     */
    Fleet fleet();

    /**
     * Counts the topologies by verdict. {@code damaged} and {@code not-judged} count as verdicts; one that no topology has is absent. Reads
     * the judgements of all topologies, but holds none of them.
     *
     * @throws StoreUnavailableException if the store is unreachable
     */
    Map<String, Long> verdicts();
}

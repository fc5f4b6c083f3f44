package io.targetnode.topology;

/**
 * A topology in an audit of the fleet.
 *
 * @param name the topology
 * @param revision its current revision
 * @param judgement the judgement of this revision
 */
public record JudgedTopology(TopologyName name, int revision, StoredJudgement judgement) {}

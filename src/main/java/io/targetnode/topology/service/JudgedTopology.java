package io.targetnode.topology.service;

import io.targetnode.topology.StoredJudgement;

/**
 * An upload that is ready to be stored: the expensive work of a write is done.
 *
 * @param replayed the upload, with its boot replayed
 */
public record JudgedTopology(ReplayedTopology replayed, StoredJudgement judgement) {}

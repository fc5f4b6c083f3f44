package io.targetnode.topology;

/**
 * An archived revision that has passed {@link TopologyArchive#verify}.
 *
 * @param summary the summary for lists
 * @param document the upload in the format of the stores
 * @param judgement the judgement of the machine
 */
public record VerifiedRevision(RevisionSummary summary, String document, StoredJudgement judgement) {}

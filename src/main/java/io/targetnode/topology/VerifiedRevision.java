package io.targetnode.topology;

/**
 * An archived revision of which all is right, so that it can be stored.
 *
 * @param summary what lists show of it
 * @param document the upload as stores write it
 */
public record VerifiedRevision(RevisionSummary summary, String document) {}

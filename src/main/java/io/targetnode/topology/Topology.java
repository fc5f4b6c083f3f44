package io.targetnode.topology;

import java.time.Instant;

/**
 * One revision of a topology. Immutable.
 *
 * @param name its name
 * @param revision 1, 2, 3, …; 0 if it is not stored
 * @param uploadedAt when the revision was stored
 * @param digest SHA-256 of what is stored of the upload, lower-case hex; empty if it is not stored
 * @param upload what was uploaded
 */
public record Topology(TopologyName name, int revision, Instant uploadedAt, String digest, Upload upload) {

    /** Tells this revision from all others of that name. */
    public RevisionTag tag() {
        return RevisionTag.of(revision, digest, uploadedAt);
    }
}

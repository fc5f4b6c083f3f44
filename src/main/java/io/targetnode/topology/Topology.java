package io.targetnode.topology;

import java.time.Instant;

/**
 * One revision of a topology. Immutable.
 *
 * @param name the name of the topology
 * @param revision 1, 2, 3, …; 0 if it is not stored
 * @param uploadedAt when the revision was stored
 * @param digest SHA-256 of the stored document, lower-case hexadecimal; empty if it is not stored
 * @param upload the content of the revision
 */
public record Topology(TopologyName name, int revision, Instant uploadedAt, String digest, Upload upload) {

    /** The highest revision: a store accepts no upload after it, and an import none above it. */
    public static final int MAX_REVISION = Integer.MAX_VALUE - 1;

    /** Whether this is a stored revision, and not an upload that is only replayed. */
    public boolean isStored() {
        return revision > 0;
    }

    /** The first words of each text about it. */
    public String title() {
        return title(name.text(), revision);
    }

    /** @param revision 0 for an upload that is not stored, which has no name either */
    public static String title(String name, int revision) {
        return revision > 0 ? "%s, revision %d".formatted(name, revision) : "upload, not stored";
    }

    /** The tag that identifies this revision among all revisions of the same name. */
    public RevisionTag tag() {
        return RevisionTag.of(revision, digest, uploadedAt);
    }
}

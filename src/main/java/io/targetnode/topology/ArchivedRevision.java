package io.targetnode.topology;

import java.time.Instant;

/**
 * A revision as an export contains it. A revision from outside is untrusted until {@link TopologyArchive#verify} accepts it.
 *
 * @param name the topology
 * @param revision 1, 2, 3, …
 * @param uploadedAt when it was first stored
 * @param digest SHA-256 of the document, lower-case hexadecimal
 * @param document the upload in the format of the stores
 */
public record ArchivedRevision(TopologyName name, int revision, Instant uploadedAt, String digest, String document) {}

package io.targetnode.topology;

import java.time.Instant;

/**
 * A revision as it is carried from store to store. Where it comes from outside, nothing of it is known to be right yet:
 * {@link TopologyArchive#verify}.
 *
 * @param name the topology
 * @param revision 1, 2, 3, …
 * @param uploadedAt when it was stored first
 * @param digest SHA-256 of the document, lower-case hex
 * @param document the upload as stores write it
 */
public record ArchivedRevision(TopologyName name, int revision, Instant uploadedAt, String digest, String document) {}

package io.targetnode.topology;

import java.time.Instant;

/**
 * One stored revision of a topology. Immutable.
 *
 * @param name its name
 * @param revision 1, 2, 3, …
 * @param uploadedAt when the revision was stored
 * @param upload what was uploaded
 */
public record Topology(TopologyName name, int revision, Instant uploadedAt, Upload upload) {}

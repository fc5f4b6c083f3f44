package io.targetnode.api.upload;

import io.targetnode.topology.TopologyName;
import io.targetnode.topology.service.JudgedTopology;
import java.util.Optional;

/**
 * A {@link Submission} that is ready to be stored.
 *
 * @param name the name in the body, if it contains one
 */
public record JudgedSubmission(Optional<TopologyName> name, JudgedTopology topology) {}

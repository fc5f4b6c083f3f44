package io.targetnode.api.upload;

import io.targetnode.topology.TopologyName;
import io.targetnode.topology.Upload;
import java.util.Optional;

/**
 * A body that describes a machine, whatever its media type.
 *
 * @param name the name in the body, if it has one
 * @param upload the machine
 */
public record Submission(Optional<TopologyName> name, Upload upload) {}

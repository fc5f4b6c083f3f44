package io.targetnode.api.upload;

import io.targetnode.topology.TopologyName;
import io.targetnode.topology.Upload;
import java.util.Optional;

/**
 * A machine that a body of any media type describes.
 *
 * @param name the name in the body, if it contains one
 * @param upload the machine
 */
public record Submission(Optional<TopologyName> name, Upload upload) {}

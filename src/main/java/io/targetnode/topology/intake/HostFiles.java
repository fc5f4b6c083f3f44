package io.targetnode.topology.intake;

import java.util.Map;

/**
 * What a host printed, and what its owner says of it.
 *
 * @param files contents by kind
 * @param statement overrides what the files say
 * @param labels free labels
 */
public record HostFiles(Map<HostFile, byte[]> files, Statement statement, Map<String, String> labels) {

    public HostFiles {
        files = Map.copyOf(files);
        labels = Map.copyOf(labels);
    }
}

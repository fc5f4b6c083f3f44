package io.targetnode.topology.intake;

import java.util.List;
import java.util.Map;

/**
 * What a host printed, and what its owner says of it.
 *
 * @param files contents by kind
 * @param statement overrides what the files say
 * @param labels free labels
 * @param notUsed what was uploaded besides and is of no use, and why: sentences
 */
public record HostFiles(
        Map<HostFile, byte[]> files, Declaration statement, Map<String, String> labels, List<String> notUsed) {

    public HostFiles {
        files = Map.copyOf(files);
        labels = Map.copyOf(labels);
        notUsed = List.copyOf(notUsed);
    }

    /** Files that are all of use. */
    public HostFiles(Map<HostFile, byte[]> files, Declaration statement, Map<String, String> labels) {
        this(files, statement, labels, List.of());
    }
}

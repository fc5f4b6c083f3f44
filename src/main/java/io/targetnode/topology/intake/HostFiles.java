package io.targetnode.topology.intake;

import java.util.List;
import java.util.Map;

/**
 * The files of a host, and the client's declaration.
 *
 * @param files contents by kind
 * @param declaration facts that override those of the files
 * @param labels labels of the client
 * @param notUsed uploaded files that are not used, with the reason
 * @param warnings sentences about how the files were chosen
 */
public record HostFiles(
        Map<HostFile, byte[]> files,
        Declaration declaration,
        Map<String, String> labels,
        List<String> notUsed,
        List<String> warnings) {

    public HostFiles {
        files = Map.copyOf(files);
        labels = Map.copyOf(labels);
        notUsed = List.copyOf(notUsed);
        warnings = List.copyOf(warnings);
    }

    /** Files that are all used. */
    public HostFiles(Map<HostFile, byte[]> files, Declaration declaration, Map<String, String> labels) {
        this(files, declaration, labels, List.of(), List.of());
    }
}

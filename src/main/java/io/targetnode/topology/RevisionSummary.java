package io.targetnode.topology;

import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.KernelRelease;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The summary of a revision for lists. It is read without the upload.
 *
 * @param name the topology
 * @param revision 1, 2, 3, …
 * @param uploadedAt when it was stored
 * @param digest SHA-256 of the stored document, lower-case hexadecimal
 * @param kernel the release that the machine runs; empty if the upload does not state one
 * @param architecture the architecture of the machine
 * @param labels the labels of the topology
 * @param exact whether there are no assumptions
 */
public record RevisionSummary(
        TopologyName name,
        int revision,
        Instant uploadedAt,
        String digest,
        Optional<String> kernel,
        Architecture architecture,
        SortedMap<String, String> labels,
        boolean exact) {

    public RevisionSummary {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) labels));
    }

    /** Summarises a revision. */
    public static RevisionSummary of(Topology topology) {
        Machine machine = topology.upload().machine();
        return new RevisionSummary(
                topology.name(),
                topology.revision(),
                topology.uploadedAt(),
                topology.digest(),
                machine.kernel().map(KernelRelease::text),
                machine.inputs().platform().architecture(),
                topology.upload().labels(),
                machine.isExact());
    }

    /** The tag that identifies this revision among all revisions of the same name. */
    public RevisionTag tag() {
        return RevisionTag.of(revision, digest, uploadedAt);
    }
}

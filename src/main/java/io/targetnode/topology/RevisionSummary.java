package io.targetnode.topology;

import io.targetnode.kernel.KernelRelease;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a list shows of a revision; the upload itself is not read for it.
 *
 * @param name the topology
 * @param revision 1, 2, 3, …
 * @param uploadedAt when it was stored
 * @param digest SHA-256 of what is stored of the upload, lower-case hex
 * @param kernel the machine's own release, if anything says so
 * @param labels free labels
 * @param exact whether nothing had to be assumed
 */
public record RevisionSummary(
        TopologyName name,
        int revision,
        Instant uploadedAt,
        String digest,
        Optional<String> kernel,
        SortedMap<String, String> labels,
        boolean exact) {

    public RevisionSummary {
        labels = Collections.unmodifiableSortedMap(new TreeMap<>((Map<String, String>) labels));
    }

    /** What a list shows of the revision. */
    public static RevisionSummary of(Topology topology) {
        Machine machine = topology.upload().machine();
        return new RevisionSummary(
                topology.name(),
                topology.revision(),
                topology.uploadedAt(),
                topology.digest(),
                machine.kernel().map(KernelRelease::text),
                topology.upload().labels(),
                machine.isExact());
    }

    /** Tells this revision from all others of that name. */
    public RevisionTag tag() {
        return RevisionTag.of(revision, digest, uploadedAt);
    }
}

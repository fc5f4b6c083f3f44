package io.targetnode.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.view.TopologyResource;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.topology.Topology;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A topology in a list.
 *
 * @param name its name
 * @param revision the current one
 * @param kernel the machine's own; null if nothing says so
 * @param labels free labels
 * @param uploadedAt when the revision was stored
 * @param exactness {@code exact} or {@code assumed}
 */
@Schema(description = "A topology in a list; GET /topologies/{name} has all of it.")
record TopologySummary(
        @Schema(example = "example") String name,
        @Schema(example = "1") int revision,
        @Schema(example = "7.3") @Nullable String kernel,
        Map<String, String> labels,
        Instant uploadedAt,
        @Schema(allowableValues = {"exact", "assumed"}) String exactness) {

    static TopologySummary of(Topology topology) {
        return new TopologySummary(
                topology.name().text(),
                topology.revision(),
                topology.upload().machine().kernel().map(KernelRelease::text).orElse(null),
                topology.upload().labels(),
                topology.uploadedAt(),
                TopologyResource.exactness(topology.upload().machine()));
    }
}

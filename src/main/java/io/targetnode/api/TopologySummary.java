package io.targetnode.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.view.TopologyResource;
import io.targetnode.topology.RevisionSummary;
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
 * @param digest SHA-256 of what is stored of the upload
 * @param exactness {@code exact} or {@code assumed}
 */
@Schema(description = "A topology in a list; GET /topologies/{name} has all of it.")
record TopologySummary(
        @Schema(example = "example") String name,
        @Schema(example = "1") int revision,
        @Schema(example = "7.3") @Nullable String kernel,
        Map<String, String> labels,
        Instant uploadedAt,

        @Schema(description = "SHA-256 of what is stored of the upload: the same content has the same digest.")
        String digest,

        @Schema(allowableValues = {"exact", "assumed"}) String exactness) {

    static TopologySummary of(RevisionSummary summary) {
        return new TopologySummary(
                summary.name().text(),
                summary.revision(),
                summary.kernel().orElse(null),
                summary.labels(),
                summary.uploadedAt(),
                summary.digest(),
                TopologyResource.exactness(summary.exact()));
    }
}

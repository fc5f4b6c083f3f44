package io.targetnode.api;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.api.view.TopologyResource;
import io.targetnode.topology.RevisionSummary;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A topology in a list. */
@Schema(description = "A topology in a list; GET /topologies/{name} shows all fields.")
record TopologySummary(
        @Schema(example = "example") String name,

        @Schema(description = "The number of the revision.", example = "1")
        int revision,

        @Schema(description = "The machine's own kernel; null if the upload does not name it.", example = "7.3")
        @Nullable
        String kernel,

        @Schema(
                example = "x86-64",
                allowableValues = {"x86-64", "arm64", "riscv64", "loongarch64"})
        String architecture,

        Map<String, String> labels,
        Instant uploadedAt,

        @Schema(description = "SHA-256 of the stored content: equal content has an equal digest.")
        String digest,

        @Schema(allowableValues = {"exact", "assumed"}) String exactness) {

    static TopologySummary of(RevisionSummary summary) {
        return new TopologySummary(
                summary.name().text(),
                summary.revision(),
                summary.kernel().orElse(null),
                summary.architecture().apiName(),
                summary.labels(),
                summary.uploadedAt(),
                summary.digest(),
                TopologyResource.exactness(summary.exact()));
    }
}

package io.targetnode.api.view;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.kernel.Boot;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.topology.Assumption;
import io.targetnode.topology.Machine;
import io.targetnode.topology.Source;
import io.targetnode.topology.Topology;
import io.targetnode.topology.service.KernelView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A stored topology. */
@Schema(description = "A topology: the upload, its exactness, and the result of the boot.")
public record TopologyResource(
        @Schema(example = "example") String name,

        @Schema(description = "1, 2, 3, …; 0 for a replay that is not stored.", example = "1")
        int revision,

        @Schema(description = "The machine's own kernel; null if the upload does not name it.", example = "7.3")
        @Nullable
        String kernel,

        @Schema(description = "The upstream version of the kernel.", example = "7.3") @Nullable
        String kernelVersion,

        @Schema(
                example = "x86-64",
                allowableValues = {"x86-64", "arm64", "riscv64", "loongarch64"})
        String architecture,

        @Schema(description = "MAX_NUMNODES.", example = "1024")
        int maxNodes,

        @Schema(description = "The page size of the kernel, in bytes.", example = "4096")
        int pageSize,

        Map<String, String> labels,
        Instant uploadedAt,

        @JsonInclude
        @Schema(description = "SHA-256 of the stored content: equal content has an equal digest. Null for a replay.")
        @Nullable
        String digest,

        @Schema(description = "The uploaded files, and the data read from each.")
        List<Source> sources,

        @Schema(allowableValues = {"exact", "assumed"}) String exactness,
        List<Assumption> assumptions,

        @Schema(
                description = "`accepted`, `accepted, warning: …`, or the reason and detail of the kernel's rejection.",
                example = "accepted")
        String boot,

        @Schema(
                description = "The id of the reason for a rejection, else null.",
                allowableValues = {
                    "numa-off",
                    "no-srat",
                    "bad-srat",
                    "srat-parse",
                    "srat-no-memory",
                    "overlap",
                    "coverage"
                })
        @JsonInclude
        @Nullable
        String bootReason,

        @Schema(description = "Remarks about the upload.") List<String> warnings,

        @Schema(description = "Uploaded files that are not used, with the reason.")
        List<String> unused,

        @Schema(description = "Further files to upload, so that the verification can compare more.")
        List<String> suggestions,

        @Schema(description = "The CXL windows, in the order of the CEDT or of the description.")
        List<WindowAnswer> windows,

        Counts counts) {

    /** The topology, with its boot under the kernel of the view. */
    public static TopologyResource of(KernelView view) {
        Topology topology = view.topology();
        Machine machine = topology.upload().machine();
        Boot boot = view.boot();
        return new TopologyResource(
                topology.name().text(),
                topology.revision(),
                machine.kernel().map(KernelRelease::text).orElse(null),
                machine.kernel().map(KernelRelease::version).orElse(null),
                machine.inputs().platform().architecture().apiName(),
                machine.inputs().maxNodes(),
                machine.inputs().platform().pageBytes(),
                topology.upload().labels(),
                topology.uploadedAt(),
                topology.digest().isEmpty() ? null : topology.digest(),
                topology.upload().sources(),
                exactness(machine.isExact()),
                machine.assumptions(),
                BootSummary.of(boot),
                BootSummary.reason(boot),
                machine.warnings(),
                topology.upload().unused(),
                topology.upload().evidence().wanted(),
                WindowAnswer.of(machine.inputs()),
                Counts.of(machine, boot));
    }

    public static String exactness(boolean exact) {
        return exact ? "exact" : "assumed";
    }
}

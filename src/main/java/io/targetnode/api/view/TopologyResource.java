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

/**
 * A stored topology.
 *
 * @param name its name
 * @param revision 1, 2, 3, …; 0 if it is not stored
 * @param kernel the release as uname -r prints it; null if nothing says so
 * @param kernelVersion the upstream version of that release
 * @param architecture always x86-64
 * @param maxNodes MAX_NUMNODES
 * @param labels free labels
 * @param uploadedAt when the revision was stored
 * @param digest SHA-256 of what is stored of the upload; null if it is not stored
 * @param sources what it was read from, and what was read from each
 * @param exactness {@code exact} or {@code assumed}
 * @param assumptions what had to be assumed
 * @param boot how the boot under the machine's own kernel went
 * @param bootReason id of the reason for which the kernel rejects the configuration
 * @param warnings what a person should know about the upload
 * @param unused what was uploaded and not used, with the reason
 * @param suggestions what else to upload, so that GET …/verification can compare more
 * @param counts how much of everything there is
 */
@Schema(description = "A topology: what was uploaded, how exact it is, and how its kernel takes it.")
public record TopologyResource(
        @Schema(example = "example") String name,

        @Schema(description = "1, 2, 3, …; 0 for a replay that is not stored.", example = "1")
        int revision,

        @Schema(description = "The machine's own kernel; null if nothing says so.", example = "7.3") @Nullable
        String kernel,

        @Schema(description = "Its upstream version.", example = "7.3") @Nullable
        String kernelVersion,

        @Schema(example = "x86-64") String architecture,

        @Schema(description = "MAX_NUMNODES.", example = "1024")
        int maxNodes,

        Map<String, String> labels,
        Instant uploadedAt,

        @JsonInclude
        @Schema(
                description =
                        "SHA-256 of what is stored of the upload: the same content has the same digest; null for a replay.")
        @Nullable
        String digest,

        @Schema(description = "What was uploaded, and what was read from each file.")
        List<Source> sources,

        @Schema(allowableValues = {"exact", "assumed"}) String exactness,
        List<Assumption> assumptions,

        @Schema(
                description = "accepted; accepted, warning: …; or the reason and detail of the kernel's rejection.",
                example = "accepted")
        String boot,

        @Schema(
                description = "Id of the reason for a rejection, else null.",
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

        @Schema(description = "What a person should know about the upload.")
        List<String> warnings,

        @Schema(description = "What was uploaded and not used, with the reason.")
        List<String> unused,

        @Schema(
                description =
                        "What else to upload, so that the verification can compare the replay with all that the kernel showed.")
        List<String> suggestions,

        Counts counts) {

    private static final String ARCHITECTURE = "x86-64";

    /** The topology, its boot under the kernel of the view. */
    public static TopologyResource of(KernelView view) {
        Topology topology = view.topology();
        Machine machine = topology.upload().machine();
        Boot boot = view.boot();
        return new TopologyResource(
                topology.name().text(),
                topology.revision(),
                machine.kernel().map(KernelRelease::text).orElse(null),
                machine.kernel().map(KernelRelease::version).orElse(null),
                ARCHITECTURE,
                machine.inputs().maxNodes(),
                topology.upload().labels(),
                topology.uploadedAt(),
                topology.digest().isEmpty() ? null : topology.digest(),
                topology.upload().sources(),
                exactness(machine.isExact()),
                machine.assumptions(),
                BootWords.of(boot),
                BootWords.reason(boot),
                machine.warnings(),
                topology.upload().unused(),
                topology.upload().evidence().wanted(),
                Counts.of(machine, boot));
    }

    public static String exactness(boolean exact) {
        return exact ? "exact" : "assumed";
    }
}

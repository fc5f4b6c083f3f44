package io.targetnode.api.upload;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.acpi.Cedt;
import io.targetnode.api.json.RangeBody;
import io.targetnode.topology.LabelRule;
import io.targetnode.topology.TopologyName;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine as a client declares it: {@code memory}, or the fields of the firmware view, never both.
 *
 * @param name required in {@code POST /topologies} only
 * @param kernel release of its kernel
 * @param architecture its architecture
 * @param labels labels that the client chooses
 * @param maxNodes MAX_NUMNODES of its kernel
 * @param pageSize the page size of its kernel
 * @param commandLine its kernel's command line
 * @param memory described ranges
 * @param systemRam usable RAM
 * @param processorAffinity SRAT entries of processors
 * @param genericInitiators SRAT entries of generic initiators
 * @param memoryAffinity SRAT entries of memory
 * @param cxlWindows windows of the CEDT
 * @param sratRevision revision of the SRAT
 */
@Schema(
        description = "A machine: described ranges (memory), or the firmware view"
                + " (systemRam, processorAffinity, genericInitiators, memoryAffinity, cxlWindows, sratRevision).")
public record TopologyBody(
        @Pattern(
                regexp = TopologyName.PATTERN,
                message = "must be 1 to 128 characters of A-Z a-z 0-9 . _ -; the first must be alphanumeric")
        @Schema(description = "The name. Required in POST /topologies; elsewhere the path contains it.")
        @Nullable
        String name,

        @Schema(description = "The kernel release, as uname -r prints it.", example = "7.3") @Nullable
        String kernel,

        @Schema(
                description =
                        "The architecture. Without it, the name of the kernel and the entries of processors show it; else it is x86-64.",
                allowableValues = {"x86-64", "arm64", "riscv64", "loongarch64"})
        @Nullable
        String architecture,

        @Size(max = LabelRule.MAX)
        @Schema(description = "Labels that the client chooses.", example = "{\"rack\": \"r1\"}")
        @Nullable
        Map<String, String> labels,

        @Schema(
                description =
                        "MAX_NUMNODES of the kernel: a power of two from 2 to 1024. Default: 1024 on x86-64, 16 on arm64 (64 in Enterprise Linux), 4 on riscv64, 64 on loongarch64.")
        @Nullable
        Integer maxNodes,

        @Schema(
                description =
                        "The page size of the kernel in bytes: 4096, 16384 or 65536 on arm64 and loongarch64, else 4096. Default: that in the name of the kernel, else 4096, on loongarch64 16384.")
        @Nullable
        Integer pageSize,

        @Size(max = 4096)
        @Schema(description = "The kernel's command line; numa=off and numa=noacpi are applied.")
        @Nullable
        String commandLine,

        @Size(min = 1, max = 4096) @Schema(description = "Described ranges.") @Nullable
        List<@Valid DescribedBody> memory,

        @Size(max = MAX_ENTRIES)
        @Schema(description = "Usable RAM at boot. If it is missing, it is taken from memoryAffinity.")
        @Nullable
        List<@Valid RangeBody> systemRam,

        @Size(max = MAX_ENTRIES) @Schema(description = "SRAT entries of processors, in table order.") @Nullable
        List<@Valid ProcessorBody> processorAffinity,

        @Size(max = MAX_ENTRIES) @Schema(description = "SRAT entries of generic initiators, in table order.") @Nullable
        List<@Valid InitiatorBody> genericInitiators,

        @Size(max = MAX_ENTRIES) @Schema(description = "SRAT entries of memory, in table order.") @Nullable
        List<@Valid MemoryAffinityBody> memoryAffinity,

        @Size(max = Cedt.MAX_WINDOWS)
        @Schema(description = "CXL fixed memory windows of the CEDT, in table order.")
        @Nullable
        List<@Valid RangeBody> cxlWindows,

        @Min(0) @Max(255) @Schema(description = "Revision of the SRAT. Default: 3.") @Nullable
        Integer sratRevision) {

    static final int MAX_ENTRIES = 65_536;

    boolean hasFirmwareView() {
        return systemRam != null || hasSrat() || cxlWindows != null || sratRevision != null;
    }

    boolean hasSrat() {
        return processorAffinity != null || genericInitiators != null || memoryAffinity != null;
    }
}

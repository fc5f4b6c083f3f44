package io.targetnode.api.upload;

import io.swagger.v3.oas.annotations.media.Schema;
import io.targetnode.acpi.Cedt;
import io.targetnode.api.json.Listed;
import io.targetnode.api.json.RangeBody;
import io.targetnode.topology.LabelRule;
import io.targetnode.topology.TopologyName;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A machine as a client states it: {@code memory}, or the fields of the firmware view, never both.
 *
 * @param name needed in {@code POST /topologies} only
 * @param kernel its release
 * @param labels free labels
 * @param maxNodes MAX_NUMNODES of its kernel
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
                message = "must be 1 to 128 of A-Z a-z 0-9 . _ -, the first one alphanumeric")
        @Schema(description = "The name; needed in POST /topologies, elsewhere the path has it.")
        @Nullable
        String name,

        @Schema(description = "The release that the machine runs, as uname -r prints it.", example = "7.3") @Nullable
        String kernel,

        @Size(max = LabelRule.MAX) @Schema(description = "Free labels.", example = "{\"rack\": \"r1\"}") @Nullable
        Map<String, String> labels,

        @Schema(description = "MAX_NUMNODES of the kernel: a power of two from 2 to 1024.", defaultValue = "1024")
        @Nullable
        Integer maxNodes,

        @Size(max = 4096)
        @Schema(description = "The kernel's command line; numa=off and numa=noacpi are honoured.")
        @Nullable
        String commandLine,

        @Size(min = 1, max = 4096) @Schema(description = "Described ranges.") @Nullable
        List<DescribedBody> memory,

        @Size(max = MAX_ENTRIES)
        @Schema(description = "Usable RAM at boot. Left out: taken from memoryAffinity.")
        @Nullable
        List<RangeBody> systemRam,

        @Size(max = MAX_ENTRIES) @Schema(description = "SRAT entries of processors, in table order.") @Nullable
        List<ProcessorBody> processorAffinity,

        @Size(max = MAX_ENTRIES) @Schema(description = "SRAT entries of generic initiators, in table order.") @Nullable
        List<InitiatorBody> genericInitiators,

        @Size(max = MAX_ENTRIES) @Schema(description = "SRAT entries of memory, in table order.") @Nullable
        List<MemoryAffinityBody> memoryAffinity,

        @Size(max = Cedt.MAX_WINDOWS)
        @Schema(description = "CXL fixed memory windows of the CEDT, in table order.")
        @Nullable
        List<RangeBody> cxlWindows,

        @Min(0) @Max(255) @Schema(description = "Revision of the SRAT.", defaultValue = "3") @Nullable
        Integer sratRevision)
        implements Listed {

    static final int MAX_ENTRIES = 65_536;

    boolean describesRanges() {
        return memory != null;
    }

    boolean viewsFirmware() {
        return systemRam != null || statesSrat() || cxlWindows != null || sratRevision != null;
    }

    boolean statesSrat() {
        return processorAffinity != null || genericInitiators != null || memoryAffinity != null;
    }

    @Override
    public Map<String, List<?>> lists() {
        Map<String, List<?>> lists = new LinkedHashMap<>();
        put(lists, "memory", memory);
        put(lists, "systemRam", systemRam);
        put(lists, "processorAffinity", processorAffinity);
        put(lists, "genericInitiators", genericInitiators);
        put(lists, "memoryAffinity", memoryAffinity);
        put(lists, "cxlWindows", cxlWindows);
        return lists;
    }

    private static void put(Map<String, List<?>> lists, String name, @Nullable List<?> list) {
        if (list != null) {
            lists.put(name, list);
        }
    }
}

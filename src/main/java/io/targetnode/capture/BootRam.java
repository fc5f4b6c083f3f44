package io.targetnode.capture;

import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.List;

/**
 * Usable RAM as a boot log tells it.
 *
 * @param source which of its lines told it
 * @param ranges in the log's order, not yet joined and trimmed to pages; never empty
 */
public record BootRam(Source source, List<AddressRange> ranges) {

    /** Which lines of a boot log, best first. */
    public enum Source {
        /** {@code Early memory node ranges}: what the kernel's allocator was given, exactly. */
        EARLY_NODE_RANGES,
        /** The {@code user:} map, the firmware's after {@code mem=} and {@code memmap=}, with the later edits. */
        USER_MAP,
        /** The {@code BIOS-e820:} map with the later edits. */
        FIRMWARE_MAP
    }

    public BootRam {
        ranges = List.copyOf(ranges);
    }

    /** Joined and trimmed as the kernel does it (kernel-rules 2.2). */
    public UsableRam normalised() {
        return UsableRam.of(ranges);
    }
}

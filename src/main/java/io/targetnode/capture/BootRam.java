package io.targetnode.capture;

import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.List;

/**
 * Usable RAM according to a boot log.
 *
 * @param source the lines that it was read from
 * @param ranges in the order of the log, not yet joined and trimmed to pages; never empty
 */
public record BootRam(Source source, List<AddressRange> ranges) {

    /** The lines of a boot log that show usable RAM, best first. */
    public enum Source {
        /** {@code Early memory node ranges}: exactly the memory that the kernel's allocator got. */
        EARLY_NODE_RANGES,
        /** The {@code user:} map, which is the firmware's map after {@code mem=} and {@code memmap=}, with the later edits. */
        USER_MAP,
        /** The {@code BIOS-e820:} map with the later edits. */
        FIRMWARE_MAP,
        /** The descriptors of UEFI, which kernels of arm64 print with {@code efi=debug}. */
        EFI_MAP
    }

    public BootRam {
        ranges = List.copyOf(ranges);
    }

    /** Joined and trimmed as the kernel does it (kernel-rules 2.2). */
    public UsableRam normalised() {
        return UsableRam.of(ranges);
    }
}

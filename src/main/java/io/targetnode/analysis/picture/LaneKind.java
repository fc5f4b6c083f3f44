package io.targetnode.analysis.picture;

import io.targetnode.kernel.ApiNamed;

/** What the blocks of a lane are. The name in the API is the value of {@code data-lane}. */
public enum LaneKind implements ApiNamed {
    /** Usable RAM at boot. */
    RAM,
    /** Enabled memory entries of the SRAT, or described ranges other than windows. */
    SRAT,
    /** CXL fixed memory windows of the CEDT, or described windows. */
    WINDOW,
    /** {@code numa_meminfo} after the boot. */
    MEMINFO,
    /** {@code numa_reserved_meminfo} after the boot. */
    RESERVED,
    /** The target nodes under a kernel. */
    ANSWER,
    /** The target nodes under the same kernel with the other look-up rule. */
    OTHER_RULE,
    /** Where the two lanes of answers differ. */
    DIFFERENCE;

    /** Whether something is described where a block of this lane is. Elsewhere, the address space is a hole. */
    boolean describes() {
        return this == RAM || this == SRAT || this == WINDOW || this == RESERVED;
    }
}

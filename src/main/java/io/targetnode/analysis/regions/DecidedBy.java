package io.targetnode.analysis.regions;

import io.targetnode.kernel.ApiNamed;
import java.util.Locale;

/** The function of the kernel that returned the node of a region (kernel-rules 6.1). */
public enum DecidedBy implements ApiNamed {
    /** The node of the region's start address. */
    PHYS_TO_TARGET_NODE,
    /** The node of an ACPI hot-add, if the start address has no target node. */
    MEMORY_ADD_PHYSADDR_TO_NID,
    /** The node of the proximity domain of an SRAT entry, for soft-reserved memory with an HMAT. */
    PXM_TO_NODE;

    @Override
    public String apiName() {
        return name().toLowerCase(Locale.ROOT);
    }
}

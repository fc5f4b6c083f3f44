package io.targetnode.analysis.regions;

import io.targetnode.kernel.ApiNamed;
import io.targetnode.kernel.KernelRelease;
import io.targetnode.memory.AddressRange;

/** The driver that makes the dax device of a region, which decides how the node is found (kernel-rules 6.1). */
public enum RegionKind implements ApiNamed {
    /** A RAM region of a CXL window. */
    CXL_RAM,
    /** Other memory of a CXL window, for instance a namespace of a persistent region. */
    CXL_OTHER,
    /** Specific-purpose memory, {@code dax_hmem}. */
    SOFT_RESERVED,
    /** Another reserved range: persistent memory, or a range for hot-plug. */
    RESERVED;

    /** The first release with RAM regions: 6.1 has none [B], 6.12 has them [B]; the release in between is that of the changelog. */
    private static final KernelRelease FIRST_RAM_REGIONS = KernelRelease.parse("6.3");

    /** Since 7.x, soft-reserved ranges that intersect a window are left to the CXL driver first. */
    private static final KernelRelease FIRST_DEFERRAL = KernelRelease.parse("7.0");

    static boolean hasRamRegions(KernelRelease release) {
        return release.compareTo(FIRST_RAM_REGIONS) >= 0;
    }

    /** Whether {@code dax_hmem} leaves soft-reserved ranges in windows to the CXL driver, and does not list them in /proc/iomem. */
    static boolean defersToCxl(KernelRelease release) {
        return release.compareTo(FIRST_DEFERRAL) >= 0;
    }

    static RegionKind of(RegionLocation location, SoftReserved softReserved, KernelRelease release) {
        AddressRange range = location.range();
        boolean ofHmem = softReserved.touches(range)
                || softReserved.deviceAt(range.start()).isPresent();
        if (ofHmem && (location.window().isEmpty() || !location.asRamRegion() && !defersToCxl(release))) {
            return SOFT_RESERVED;
        }
        if (location.window().isEmpty()) {
            return RESERVED;
        }
        return location.couldBeRamRegion() ? CXL_RAM : CXL_OTHER;
    }
}

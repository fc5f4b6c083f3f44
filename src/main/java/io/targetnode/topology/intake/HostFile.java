package io.targetnode.topology.intake;

import java.util.Optional;

/** The files that a host has to offer, by the names of the multipart parts. */
public enum HostFile {
    /** The raw SRAT. */
    SRAT("srat"),
    /** The raw CEDT. */
    CEDT("cedt"),
    /** Text that acpidump prints. */
    ACPIDUMP("acpidump"),
    /** The boot log. */
    DMESG("dmesg"),
    /** A copy of /proc/iomem, read as root. */
    IOMEM("iomem"),
    /** The entries of /sys/firmware/memmap. */
    MEMMAP("memmap"),
    /** The raw SLIT: distances. */
    SLIT("slit", "distances do not change which node an address belongs to"),
    /** The raw HMAT: performance of memory. */
    HMAT("hmat", "performance data do not change which node an address belongs to"),
    /** The memory blocks of sysfs. */
    MEMORY_BLOCKS("memoryBlocks", "evidence of online nodes is not evaluated by this version"),
    /** What lsmem prints. */
    LSMEM("lsmem", "evidence of online nodes is not evaluated by this version"),
    /** What daxctl list prints. */
    DAXCTL("daxctl", "evidence of target nodes is not evaluated by this version"),
    /** What cxl list -vvv prints. */
    CXL("cxl", "evidence of windows is not evaluated by this version"),
    /** The nodes of sysfs. */
    NODES("nodes", "evidence of online nodes is not evaluated by this version"),
    /** The memory tiers of sysfs. */
    MEMORY_TIERS("memoryTiers", "evidence of memory tiers is not evaluated by this version"),
    /** What numactl -H prints. */
    NUMACTL("numactl", "evidence of sizes of nodes is not evaluated by this version");

    private final String apiName;
    private final Optional<String> reasonUnused;

    HostFile(String apiName) {
        this.apiName = apiName;
        this.reasonUnused = Optional.empty();
    }

    HostFile(String apiName, String reasonUnused) {
        this.apiName = apiName;
        this.reasonUnused = Optional.of(reasonUnused);
    }

    /** The part's name. */
    public String apiName() {
        return apiName;
    }

    /** Why the file is taken and not used, if so. */
    Optional<String> reasonUnused() {
        return reasonUnused;
    }
}

package io.targetnode.topology;

import java.util.Optional;

/** The files that a host has to offer, by the names of the multipart parts. */
public enum HostFile {
    SRAT("srat"),
    CEDT("cedt"),
    ACPIDUMP("acpidump"),
    DMESG("dmesg"),
    IOMEM("iomem"),
    MEMMAP("memmap"),
    SLIT("slit", "distances do not change which node an address belongs to"),
    HMAT("hmat", "performance data do not change which node an address belongs to"),
    MEMORY_BLOCKS("memoryBlocks", "evidence of online nodes is not evaluated by this version"),
    LSMEM("lsmem", "evidence of online nodes is not evaluated by this version"),
    DAXCTL("daxctl", "evidence of target nodes is not evaluated by this version"),
    CXL("cxl", "evidence of windows is not evaluated by this version");

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

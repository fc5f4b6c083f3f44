package io.targetnode.topology;

/** The files that a host has to offer, by the names of the multipart parts. */
public enum HostFile {
    SRAT("srat"),
    CEDT("cedt"),
    ACPIDUMP("acpidump"),
    DMESG("dmesg"),
    IOMEM("iomem"),
    MEMMAP("memmap"),
    SLIT("slit"),
    HMAT("hmat"),
    MEMORY_BLOCKS("memoryBlocks"),
    LSMEM("lsmem"),
    DAXCTL("daxctl"),
    CXL("cxl");

    private final String apiName;

    HostFile(String apiName) {
        this.apiName = apiName;
    }

    /** The part's name. */
    public String apiName() {
        return apiName;
    }
}

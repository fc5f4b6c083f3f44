package io.targetnode.kernel;

/** What a described range holds, by the names of the API. */
public enum MemoryType {
    /** Usable RAM at boot. */
    SYSTEM_RAM("system-ram"),
    /** A CXL fixed memory window. */
    CXL_WINDOW("cxl-window"),
    /** A range for memory that may be plugged in later. */
    HOTPLUG("hotplug"),
    /** Specific-purpose memory (EFI_MEMORY_SP): not usable RAM at boot. */
    SOFT_RESERVED("soft-reserved"),
    /** Persistent memory. */
    PERSISTENT("persistent");

    private final String apiName;

    MemoryType(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON. */
    public String apiName() {
        return apiName;
    }
}

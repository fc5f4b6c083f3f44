package io.targetnode.resolve;

/** What is at an address: memory map x CEDT x SRAT. Where several hold, the first of these. */
public enum Backing {
    /** Usable RAM at boot. */
    SYSTEM_RAM("system-ram"),
    /** A CXL fixed memory window. */
    CXL_WINDOW("cxl-window"),
    /** Persistent memory: a non-volatile SRAT range, or described so. */
    PERSISTENT("persistent"),
    /** Specific-purpose memory, as described. */
    SOFT_RESERVED("soft-reserved"),
    /** A hot-pluggable SRAT range without usable RAM at boot. */
    HOTPLUG("hotplug"),
    /** A SRAT range that is neither of these and has no usable RAM at boot: reserved by the firmware, for instance. */
    NO_RAM("no-ram"),
    /** Nothing that was uploaded describes the address. */
    HOLE("hole");

    private final String apiName;

    Backing(String apiName) {
        this.apiName = apiName;
    }

    /** The name in JSON. */
    public String apiName() {
        return apiName;
    }
}

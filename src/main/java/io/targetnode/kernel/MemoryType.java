package io.targetnode.kernel;

/** The content of a described range. */
public enum MemoryType implements ApiNamed {
    /** Usable RAM at boot. */
    SYSTEM_RAM,
    /** A CXL fixed memory window. */
    CXL_WINDOW,
    /** A range for memory that may be plugged in later. */
    HOTPLUG,
    /** Specific-purpose memory (EFI_MEMORY_SP): not usable RAM at boot. */
    SOFT_RESERVED,
    /** Persistent memory. */
    PERSISTENT
}

package io.targetnode.resolve;

import io.targetnode.kernel.ApiNamed;

/** What is at an address: memory map x CEDT x SRAT. Where several hold, the first of these. */
public enum Backing implements ApiNamed {
    /** Usable RAM at boot. */
    SYSTEM_RAM,
    /** A CXL fixed memory window. */
    CXL_WINDOW,
    /** Persistent memory: a non-volatile SRAT range, or described so. */
    PERSISTENT,
    /** Specific-purpose memory, as described. */
    SOFT_RESERVED,
    /** A hot-pluggable SRAT range without usable RAM at boot. */
    HOTPLUG,
    /** A SRAT range that is neither of these and has no usable RAM at boot: reserved by the firmware, for instance. */
    NO_RAM,
    /** Nothing that was uploaded describes the address. */
    HOLE
}

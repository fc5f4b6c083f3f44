package io.targetnode.resolve;

import io.targetnode.kernel.ApiNamed;

/**
 * The content of an address, according to the memory map, the CEDT and the SRAT. If several constants apply, the first
 * one counts.
 */
public enum Backing implements ApiNamed {
    /** Usable RAM at boot. */
    SYSTEM_RAM,
    /** A CXL fixed memory window. */
    CXL_WINDOW,
    /** Persistent memory: a non-volatile SRAT range, or a range described as such. */
    PERSISTENT,
    /** A range described as specific-purpose memory. */
    SOFT_RESERVED,
    /** A hot-pluggable SRAT range without usable RAM at boot. */
    HOTPLUG,
    /** Any other SRAT range without usable RAM at boot, for instance reserved by the firmware. */
    NO_RAM,
    /** No uploaded file describes the address. */
    HOLE
}

package io.targetnode.capture;

import io.targetnode.memory.AddressRange;
import java.util.List;

/**
 * The memory in /proc/iomem.
 *
 * <p>It shows the state when it was read, not at boot: a DIMM that was added later looks like RAM at boot, and pages that the
 * kernel used for ACPI tables from the initrd are missing.
 *
 * @param systemRam the ranges named exactly {@code System RAM}, at any depth, in the order of the file; never empty; without
 *     memory that a driver added
 * @param windows the CXL windows, listed after a driver was bound to the host bridge
 * @param regions CXL regions
 * @param devices dax devices; a device of several ranges has several entries
 * @param reserved the ranges named exactly {@code reserved} at top level: on arm64, no-map RAM
 * @param kernelIsApart whether the kernel image stands at top level: on arm64, parts of RAM are then missing
 * @param softReserved specific-purpose memory; 7.x kernels do not list it
 * @param driverManagedRam RAM that a driver added after boot, like {@code System RAM (kmem)}
 */
public record Iomem(
        List<AddressRange> systemRam,
        List<AddressRange> reserved,
        boolean kernelIsApart,
        List<CxlWindow> windows,
        List<NamedRange> regions,
        List<NamedRange> devices,
        List<AddressRange> softReserved,
        List<AddressRange> driverManagedRam) {

    static final String SOURCE = "iomem";

    public Iomem {
        systemRam = List.copyOf(systemRam);
        reserved = List.copyOf(reserved);
        windows = List.copyOf(windows);
        regions = List.copyOf(regions);
        devices = List.copyOf(devices);
        softReserved = List.copyOf(softReserved);
        driverManagedRam = List.copyOf(driverManagedRam);
    }

    /**
     * Reads a copy of /proc/iomem.
     *
     * @throws CaptureException if it was read without root, has no System RAM, or a line is malformed
     */
    public static Iomem parse(byte[] text) {
        IomemReader reader = new IomemReader();
        new Lines(SOURCE, text).forEachNonEmpty(reader::read);
        return reader.finish();
    }
}

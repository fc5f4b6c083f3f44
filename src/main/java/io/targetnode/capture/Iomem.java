package io.targetnode.capture;

import io.targetnode.memory.AddressRange;
import java.util.List;

/**
 * What /proc/iomem tells about memory.
 *
 * <p>It is the state when it was read, not at boot: memory that was added since then as DIMM looks like RAM of the boot,
 * and a page that the kernel gave to ACPI tables from the initrd is missing.
 *
 * @param systemRam the ranges named exactly {@code System RAM}, at any depth, in the file's order; never empty. Memory that
 *     a driver added is none of them
 * @param windows the CXL windows, listed once a driver is bound to the host bridge
 * @param regions CXL regions by their names
 * @param devices dax devices, {@code dax0.0}; one that is made of several ranges has several
 * @param driverManagedRam RAM that a driver added after the boot, like {@code System RAM (kmem)}
 */
public record Iomem(
        List<AddressRange> systemRam,
        List<CxlWindow> windows,
        List<NamedRange> regions,
        List<NamedRange> devices,
        List<AddressRange> driverManagedRam) {

    static final String SOURCE = "iomem";

    public Iomem {
        systemRam = List.copyOf(systemRam);
        windows = List.copyOf(windows);
        regions = List.copyOf(regions);
        devices = List.copyOf(devices);
        driverManagedRam = List.copyOf(driverManagedRam);
    }

    /**
     * Reads a copy of /proc/iomem.
     *
     * @throws CaptureException if it was read without root, has no System RAM, or a line is malformed
     */
    public static Iomem parse(byte[] text) {
        IomemReader reader = new IomemReader();
        for (Line line : new Lines(SOURCE, text)) {
            if (!line.text().isEmpty()) {
                reader.read(line);
            }
        }
        return reader.finish();
    }
}

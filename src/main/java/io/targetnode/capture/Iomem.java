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
 *     a driver added, {@code System RAM (kmem)}, is none of them
 * @param windows the CXL windows, listed once a driver is bound to the host bridge
 */
public record Iomem(List<AddressRange> systemRam, List<CxlWindow> windows) {

    /**
     * A {@code CXL Window N} line.
     *
     * @param number position of the window among the fixed memory windows, from 0
     * @param range both ends inclusive
     */
    public record CxlWindow(int number, AddressRange range) {}

    static final String SOURCE = "iomem";

    public Iomem {
        systemRam = List.copyOf(systemRam);
        windows = List.copyOf(windows);
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

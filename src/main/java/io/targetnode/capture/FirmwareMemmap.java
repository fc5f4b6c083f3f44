package io.targetnode.capture;

import io.targetnode.memory.AddressRange;
import java.util.List;

/**
 * Usable RAM according to /sys/firmware/memmap: the firmware's map without the changes of {@code mem=} and {@code memmap=}, and
 * on newer kernels with DIMMs that were added later.
 *
 * @param systemRam the ranges of type {@code System RAM} without the first page and without 640 KiB to 1 MiB, which every x86
 *     kernel removes; never empty
 * @param softReserved specific-purpose memory, in the order of the entries
 */
public record FirmwareMemmap(List<AddressRange> systemRam, List<AddressRange> softReserved) {

    static final String SOURCE = "memmap";

    public FirmwareMemmap {
        systemRam = List.copyOf(systemRam);
        softReserved = List.copyOf(softReserved);
    }

    /**
     * Reads lines {@code [index] start end type}, or the output of {@code grep -r . /sys/firmware/memmap}. The order of the
     * entries does not matter.
     *
     * @throws CaptureException if there is no System RAM, an entry is incomplete, or a line is malformed
     */
    public static FirmwareMemmap parse(byte[] text) {
        FirmwareMemmapReader reader = new FirmwareMemmapReader();
        new Lines(SOURCE, text).forEachNonEmpty(reader::read);
        return reader.finish();
    }
}

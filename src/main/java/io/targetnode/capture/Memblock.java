package io.targetnode.capture;

import io.targetnode.memory.AddressRange;
import java.util.List;

/**
 * RAM according to {@code /sys/kernel/debug/memblock/memory}. Only kernels that keep memblock after the boot have this file, such as
 * those of arm64 (kernel-rules 9.3). No-map regions count as RAM of nodes too.
 *
 * @param ram the regions in the order of the file, without memory that a driver added; never empty
 */
public record Memblock(List<AddressRange> ram) {

    static final String SOURCE = "memblock";

    public Memblock {
        ram = List.copyOf(ram);
    }

    /**
     * Reads a copy of the file.
     *
     * @throws CaptureException if it has no region, is the list of reserved memory, holds several lists, or a line is malformed
     */
    public static Memblock parse(byte[] text) {
        MemblockReader reader = new MemblockReader();
        new Lines(SOURCE, text).forEachNonEmpty(reader::read);
        return reader.finish();
    }
}

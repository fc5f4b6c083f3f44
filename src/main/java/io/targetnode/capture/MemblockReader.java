package io.targetnode.capture;

import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code    1: 0x0000000060000000..0x000000006fffffff    2 NOMAP}; older kernels print neither node nor flags. */
final class MemblockReader {

    /** Limits the memory of an upload; a kernel has far fewer regions. */
    static final int MAX_REGIONS = 65_536;

    private static final Pattern REGION = Pattern.compile(
            " *+(\\d{1,6}+): (0x[0-9a-f]{8,16}+)\\.\\.(0x[0-9a-f]{8,16}+)(?: ++(?:-?\\d{1,6}+|x)(?: ([A-Z_|]{1,80}+))?+)?+");

    /** The flag of memory that a driver added after the boot. */
    private static final String DRIVER_MANAGED = "DRV_MNG";

    /** A flag that only regions of the list of reserved memory have. */
    private static final String RESERVED_ONLY = "RSRV_";

    private final List<AddressRange> ram = new ArrayList<>();
    private int regions;

    void read(Line line) {
        Matcher region = REGION.matcher(line.text());
        if (!region.matches()) {
            throw line.refuse(
                    "a line like '0: 0x0000000040000000..0x000000005fffffff 0 NONE' was expected; give an unchanged copy of /sys/kernel/debug/memblock/memory");
        }
        if (Integer.parseInt(region.group(1)) != regions) {
            throw line.refuse(
                    "region %d was expected; give a copy of /sys/kernel/debug/memblock/memory and of no other list"
                            .formatted(regions));
        }
        if (regions == MAX_REGIONS) {
            throw line.refuse("more than %,d regions; no machine has that many".formatted(MAX_REGIONS));
        }
        regions++;
        String flags = region.group(4) == null ? "" : region.group(4);
        if (flags.contains(RESERVED_ONLY)) {
            throw line.refuse("this is the list of reserved memory; give a copy of /sys/kernel/debug/memblock/memory");
        }
        AddressRange range = line.range(region.group(2), region.group(3));
        if (!flags.contains(DRIVER_MANAGED)) {
            ram.add(range);
        }
    }

    Memblock finish() {
        if (ram.isEmpty()) {
            throw new CaptureException(
                    Memblock.SOURCE,
                    "the file has no region of RAM; give the output of 'sudo cat /sys/kernel/debug/memblock/memory'");
        }
        return new Memblock(ram);
    }
}

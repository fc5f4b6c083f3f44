package io.targetnode.topology.intake;

import io.targetnode.capture.CaptureFormat;
import io.targetnode.topology.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The files of a host that can be uploaded, with the names of their multipart parts. */
public enum HostFile {
    /** A raw SRAT. */
    SRAT("srat", CaptureFormat.SRAT_BINARY),
    /** A raw CEDT. */
    CEDT("cedt", CaptureFormat.CEDT_BINARY),
    /** The output of acpidump or of iasl -d, or a dump of a table's file. */
    ACPIDUMP("acpidump", CaptureFormat.ACPIDUMP, CaptureFormat.IASL, CaptureFormat.HEXDUMP),
    /** The boot log. */
    DMESG("dmesg", CaptureFormat.DMESG),
    /** A copy of /proc/iomem, read as root. */
    IOMEM("iomem", CaptureFormat.IOMEM),
    /** The entries of /sys/firmware/memmap. */
    MEMMAP("memmap", CaptureFormat.MEMMAP),
    /** The memory list of memblock in debugfs, read as root. */
    MEMBLOCK("memblock", CaptureFormat.MEMBLOCK),
    /** A raw SLIT: distances. */
    SLIT("slit", CaptureFormat.SLIT_BINARY),
    /** A raw HMAT: performance of memory. */
    HMAT("hmat", CaptureFormat.HMAT_BINARY),
    /** The memory blocks of sysfs: their size and state. */
    MEMORY_BLOCKS("memoryBlocks", CaptureFormat.MEMORY_BLOCKS),
    /** The nodes of sysfs: their sizes, and links to their memory blocks. */
    NODES("nodes", CaptureFormat.NODES),
    /** The memory tiers of sysfs. */
    MEMORY_TIERS("memoryTiers", CaptureFormat.MEMORY_TIERS),
    /** The output of lsmem. */
    LSMEM("lsmem", CaptureFormat.LSMEM),
    /** The output of daxctl list, or of ndctl list. */
    DAXCTL("daxctl", CaptureFormat.DAXCTL, CaptureFormat.NDCTL),
    /** The output of cxl list -vvv. */
    CXL("cxl", CaptureFormat.CXL),
    /** The output of numactl -H. */
    NUMACTL("numactl", CaptureFormat.NUMACTL);

    private final String apiName;
    private final List<CaptureFormat> formats;

    HostFile(String apiName, CaptureFormat... formats) {
        this.apiName = apiName;
        this.formats = List.of(formats);
    }

    /** The file that has this format; empty if files of this format are not used. */
    static Optional<HostFile> of(CaptureFormat format) {
        return Arrays.stream(values())
                .filter(file -> file.formats.contains(format))
                .findFirst();
    }

    /** The name of the part; also the format of a {@link Source}. */
    public String apiName() {
        return apiName;
    }

    /** Whether one of the sources is this file. */
    public boolean isAmong(List<Source> sources) {
        return sources.stream().anyMatch(source -> source.format().equals(apiName));
    }

    /** Whether it only shows what a running kernel did, so that a machine can be replayed without it. */
    boolean isEvidence() {
        return switch (this) {
            case SRAT, CEDT, ACPIDUMP, DMESG, IOMEM, MEMMAP, MEMBLOCK -> false;
            default -> true;
        };
    }

    /** Whether a machine may be replayed without it although the client names it: another file may show the same. */
    boolean isOptional() {
        return isEvidence() || this == IOMEM || this == MEMMAP;
    }

    /** The command whose output shows the most. */
    String nextCommand() {
        return switch (this) {
            case LSMEM -> "'lsmem -J -o+NODE' shows the nodes of memory that is online";
            case DAXCTL -> "'daxctl list' shows dax devices";
            case CXL -> "'cxl list -vvv' shows windows, regions and dax devices";
            default -> "/collect.sh collects complete files";
        };
    }
}

package io.targetnode.topology.intake;

import io.targetnode.capture.BootLog;
import io.targetnode.topology.IncompleteMachineException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The refusal of an upload in which no file shows where usable RAM is. It says what each file shows instead, and what to upload.
 *
 * @param kinds the files that were read
 * @param log the boot log among them
 * @param tables the tables in them
 */
record MissingRam(Collection<HostFile> kinds, Optional<BootLog> log, HostTables tables) {

    private static final Set<HostFile> SHOW_NODES = Set.of(HostFile.SRAT, HostFile.ACPIDUMP, HostFile.DMESG);

    /** @param unused sentences about files that were not read */
    IncompleteMachineException refusal(List<String> unused) {
        String shown = Stream.concat(kinds.stream().sorted().map(this::shows), unused.stream())
                .collect(Collectors.joining("; "));
        String tablesToo = kinds.stream().anyMatch(SHOW_NODES::contains)
                ? ""
                : " With iomem, upload srat and cedt too (/sys/firmware/acpi/tables).";
        return new IncompleteMachineException(
                "usable RAM is unknown: %s. Upload the boot log from its first line (journalctl -k -b 0), or iomem (sudo cat /proc/iomem).%s"
                        .formatted(shown, tablesToo));
    }

    private String shows(HostFile file) {
        return switch (file) {
            case DMESG -> shows(log.orElseThrow());
            case ACPIDUMP -> "the acpidump has " + tablesOfDump();
            case SRAT -> "every range of srat is hot-pluggable or disabled";
            case IOMEM ->
                "iomem lacks the RAM around the kernel image, because Kernel code or Kernel data stand at top level";
            case CEDT -> "cedt shows windows, not usable RAM";
            case MEMORY_BLOCKS, LSMEM -> file.apiName() + " shows the memory that is online now, not that at boot";
            case NODES, NUMACTL -> file.apiName() + " shows sizes of nodes without addresses";
            case DAXCTL, CXL -> file.apiName() + " shows devices, not usable RAM";
            default -> file.apiName() + " shows no addresses of RAM";
        };
    }

    private String shows(BootLog boot) {
        String map = boot.boots() == 0
                ? "the boot log (dmesg) begins after the memory map"
                : "the boot log (dmesg) lacks the lines of the memory map and of the early memory node ranges";
        return map + (boot.nodes().memory().isEmpty() ? "" : ", and every SRAT range in it is hot-pluggable");
    }

    private String tablesOfDump() {
        if (tables.srat().isPresent()) {
            return "an SRAT in which every range is hot-pluggable or disabled";
        }
        if (tables.cedt().isPresent()) {
            return "a CEDT, which shows windows, but no SRAT";
        }
        return "no SRAT and no CEDT" + (tables.assumedAbsent("SRAT").isEmpty() ? ": the machine has one node" : "");
    }
}

package io.targetnode.topology.intake;

import io.targetnode.acpi.Srat;
import io.targetnode.capture.BootLog;
import io.targetnode.capture.BootRam;
import io.targetnode.capture.FirmwareMemmap;
import io.targetnode.capture.Iomem;
import io.targetnode.capture.LoggedNodes;
import io.targetnode.capture.Memblock;
import io.targetnode.kernel.NumaOption;
import io.targetnode.kernel.Platform;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import io.targetnode.topology.Assumption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Usable RAM from the best file of a host: the boot log, else the list of memblock, else /proc/iomem, else the firmware's memory
 * map, else the ranges of the SRAT that are not hot-pluggable, else the blocks that the kernel joined; these have RAM, because
 * the kernel removes blocks without RAM first.
 *
 * @param usable normalised
 * @param assumptions the assumptions that this source needs
 * @param from the source; empty for the SRAT
 * @param unused files that show RAM too and are not used
 */
record HostRam(UsableRam usable, List<Assumption> assumptions, Optional<HostFile> from, List<String> unused) {

    /** Empty if no source shows RAM. */
    static Optional<HostRam> of(
            Map<HostFile, byte[]> files,
            Optional<BootLog> log,
            Optional<Iomem> iomem,
            Optional<Srat> srat,
            Optional<String> commandLine,
            Platform platform) {
        Optional<BootRam> logged = log.flatMap(BootLog::usableRam);
        if (logged.filter(ram -> ram.source() != BootRam.Source.EFI_MAP).isPresent()) {
            return Optional.of(new HostRam(
                    logged.get().normalised(),
                    List.of(),
                    Optional.of(HostFile.DMESG),
                    unused(files, "the boot log", HostFile.MEMBLOCK, HostFile.IOMEM, HostFile.MEMMAP)));
        }
        List<Assumption> assumptions = new ArrayList<>();
        if (files.containsKey(HostFile.MEMBLOCK)) {
            UsableRam ram =
                    UsableRam.of(Memblock.parse(files.get(HostFile.MEMBLOCK)).ram());
            assumeNotAddedLater("memblock", ram, srat, assumptions);
            return Optional.of(new HostRam(
                    ram,
                    assumptions,
                    Optional.of(HostFile.MEMBLOCK),
                    unused(files, "memblock", HostFile.IOMEM, HostFile.MEMMAP)));
        }
        Optional<List<AddressRange>> listed = iomem.flatMap(read -> FirmwareRam.of(read, platform, assumptions));
        if (listed.isPresent()) {
            UsableRam ram = UsableRam.of(listed.get());
            assumeNotAddedLater("iomem", ram, srat, assumptions);
            return Optional.of(new HostRam(
                    ram, assumptions, Optional.of(HostFile.IOMEM), unused(files, "iomem", HostFile.MEMMAP)));
        }
        List<String> unused = new ArrayList<>(iomem.isPresent() ? List.of(FirmwareRam.INCOMPLETE_IOMEM) : List.of());
        if (logged.isPresent()) {
            UsableRam ram = FirmwareRam.of(logged.get(), platform, commandLine, assumptions);
            return Optional.of(new HostRam(ram, assumptions, Optional.of(HostFile.DMESG), unused));
        }
        if (files.containsKey(HostFile.MEMMAP)) {
            UsableRam ram = UsableRam.of(
                    FirmwareMemmap.parse(files.get(HostFile.MEMMAP)).systemRam());
            assumeNotEdited(commandLine, assumptions);
            assumeNotAddedLater("memmap", ram, srat, assumptions);
            return Optional.of(new HostRam(ram, assumptions, Optional.of(HostFile.MEMMAP), unused));
        }
        List<AddressRange> ofSrat = DeclaredMachine.ramOfSrat(srat, assumptions);
        return ofSrat.isEmpty()
                ? log.filter(boot -> srat.isPresent()).flatMap(boot -> ofJoins(boot.nodes(), unused))
                : Optional.of(new HostRam(UsableRam.of(ofSrat), assumptions, Optional.empty(), unused));
    }

    /** On virtual machines of Azure, for instance, every range of the SRAT is hot-pluggable. */
    private static Optional<HostRam> ofJoins(LoggedNodes nodes, List<String> unused) {
        if (nodes.joined().isEmpty()) {
            return Optional.empty();
        }
        Assumption assumption = new Assumption(
                "Usable RAM is the blocks that the NUMA lines of the boot log join. The log has no memory map, and every range of the SRAT is hot-pluggable. Holes within the blocks and RAM outside them are not known.",
                "Upload the boot log from its first line (journalctl -k -b 0), or iomem (sudo cat /proc/iomem).");
        List<AddressRange> blocks =
                nodes.joined().stream().map(LoggedNodes.Block::range).toList();
        return Optional.of(new HostRam(UsableRam.of(blocks), List.of(assumption), Optional.of(HostFile.DMESG), unused));
    }

    private static List<String> unused(Map<HostFile, byte[]> files, String better, HostFile... candidates) {
        List<String> unused = new ArrayList<>();
        for (HostFile file : candidates) {
            if (files.containsKey(file)) {
                unused.add("%s: its System RAM is not used, as usable RAM is taken from %s"
                        .formatted(file.apiName(), better));
            }
        }
        return unused;
    }

    /** Both files show the running machine: a DIMM that was added later looks like RAM at boot. */
    private static void assumeNotAddedLater(
            String file, UsableRam ram, Optional<Srat> srat, List<Assumption> assumptions) {
        List<AddressRange> doubtful = srat.stream()
                .flatMap(table -> table.memoryEntries().stream())
                .filter(entry -> entry.enabled() && entry.hotPluggable())
                .flatMap(entry -> DeclaredMachine.range(entry).stream())
                .filter(ram::overlaps)
                .toList();
        if (!doubtful.isEmpty()) {
            assumptions.add(new Assumption(
                    "The System RAM of %s in %s%s, which the SRAT marks as hot-pluggable, was present at boot."
                            .formatted(
                                    file,
                                    doubtful.get(0).asKernelPrints(),
                                    doubtful.size() == 1 ? "" : " and %d more ranges".formatted(doubtful.size() - 1)),
                    "Upload dmesg, which shows the RAM at boot."));
        }
    }

    private static void assumeNotEdited(Optional<String> commandLine, List<Assumption> assumptions) {
        boolean mayBeEdited = commandLine
                .map(line -> NumaOption.wordsOf(line).stream()
                        .anyMatch(word -> word.startsWith("mem=") || word.startsWith("memmap=")))
                .orElse(true);
        if (mayBeEdited) {
            assumptions.add(new Assumption(
                    "Usable RAM is the firmware's memory map, without the changes by mem= and memmap= on the command line.",
                    "Upload dmesg or iomem, or declare a commandLine without these options."));
        }
    }
}

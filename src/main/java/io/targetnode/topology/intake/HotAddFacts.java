package io.targetnode.topology.intake;

import io.targetnode.capture.BootLog;
import io.targetnode.capture.CaptureException;
import io.targetnode.capture.FirmwareMemmap;
import io.targetnode.capture.Iomem;
import io.targetnode.capture.LoggedHotAdd;
import io.targetnode.kernel.NumaOption;
import io.targetnode.memory.AddressRange;
import io.targetnode.topology.HotAdd;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Reads the facts about memory that is added after the boot, each from the best file that has it. */
final class HotAddFacts {

    /** The values for true, as {@code kstrtobool()} reads them, and {@code force}. */
    private static final Pattern MEMMAP_ON_MEMORY =
            Pattern.compile("memory_hotplug\\.memmap_on_memory=(?:[yYtT1].*|[oO][nN].*|force)");

    private HotAddFacts() {}

    /** @param shownBlockBytes the size of memory blocks in sysfs or lsmem */
    static HotAdd of(
            Map<HostFile, byte[]> files,
            Optional<BootLog> log,
            Optional<Iomem> iomem,
            OptionalLong shownBlockBytes,
            Optional<String> commandLine) {
        Optional<LoggedHotAdd> logged = log.map(BootLog::hotAdd);
        return new HotAdd(
                softReserved(files, log, iomem),
                shownBlockBytes.isPresent()
                        ? shownBlockBytes
                        : logged.map(LoggedHotAdd::blockBytes).orElse(OptionalLong.empty()),
                hasMemmapOnMemory(commandLine),
                logged.filter(LoggedHotAdd::hypervisor).isPresent());
    }

    /** The facts that a client declares. */
    static HotAdd declared(Declaration declaration) {
        return new HotAdd(List.of(), OptionalLong.empty(), hasMemmapOnMemory(declaration.commandLine()), false);
    }

    /** The firmware's map in the log, with the changes of memmap=, else /proc/iomem, else the firmware's map in sysfs. */
    private static List<AddressRange> softReserved(
            Map<HostFile, byte[]> files, Optional<BootLog> log, Optional<Iomem> iomem) {
        return log.filter(boot -> boot.memoryMapRam().isPresent())
                .map(boot -> boot.hotAdd().softReserved())
                .or(() -> iomem.map(Iomem::softReserved))
                .or(() -> Optional.ofNullable(files.get(HostFile.MEMMAP)).map(HotAddFacts::inMemmap))
                .orElse(List.of());
    }

    /** A file that cannot be read is refused where it is the source of RAM. */
    private static List<AddressRange> inMemmap(byte[] text) {
        try {
            return FirmwareMemmap.parse(text).softReserved();
        } catch (CaptureException e) {
            return List.of();
        }
    }

    /** The last word counts. A hyphen in the name of a parameter is an underscore. */
    private static boolean hasMemmapOnMemory(Optional<String> commandLine) {
        return commandLine.stream()
                .flatMap(line -> NumaOption.wordsOf(line).stream())
                .map(word -> word.replace('-', '_'))
                .filter(word -> word.startsWith("memory_hotplug.memmap_on_memory="))
                .reduce((earlier, later) -> later)
                .filter(word -> MEMMAP_ON_MEMORY.matcher(word).matches())
                .isPresent();
    }
}

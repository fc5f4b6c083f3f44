package io.targetnode.capture;

import io.targetnode.acpi.TableHeader;
import io.targetnode.kernel.KernelRelease;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A boot log of a kernel: the output of {@code dmesg}, {@code journalctl -k}, or a serial console. If the text holds several
 * boots, {@link ChosenBoot} chooses one.
 *
 * @param boots number of boots that begin in the text; 0 if the beginning was lost
 * @param kernel the release; for a Debian kernel whose name hides its stable level, with that level
 * @param build how the kernel was built
 * @param commandLine the kernel command line
 * @param acpiTables signatures of the tables that the log lists, ascending
 * @param tableHeaders SRAT, CEDT, SLIT and HMAT as the log lists them, by signature; for a replaced table the last one
 * @param earlyNodeRanges in the order of the log; empty if they are not in the log
 * @param nodes the lines about nodes
 * @param lookups what the kernel states about its own look-ups
 * @param processors the processors that came online
 * @param architecture the architecture, if the log shows it
 * @param deviceTree whether the machine booted with a device tree and without ACPI
 * @param hotAdd what the log shows about memory that is added after the boot
 * @param memoryMapRam RAM of the memory map after the edits that the log shows; empty if the first line of the map is not in
 *     the log
 * @param endsInsideRam whether the log ends in a list of RAM that may be cut off
 * @param warnings clauses about what may be missing
 */
public record BootLog(
        int boots,
        Optional<KernelRelease> kernel,
        LoggedBuild build,
        Optional<String> commandLine,
        Set<String> acpiTables,
        List<TableHeader> tableHeaders,
        List<EarlyNodeRange> earlyNodeRanges,
        LoggedNodes nodes,
        LoggedLookups lookups,
        LoggedProcessors processors,
        Optional<ArchitectureSign> architecture,
        boolean deviceTree,
        LoggedHotAdd hotAdd,
        Optional<BootRam> memoryMapRam,
        boolean endsInsideRam,
        List<String> warnings) {

    static final String SOURCE = "dmesg";

    /** The maximum number of machines whose lines are read in a mixed log. */
    private static final int MAX_MACHINES_READ = 8;

    /** The pointer to all tables. It is logged first, so a log with it lists all tables. */
    static final String FIRST_LISTED = "RSDP";

    public BootLog {
        acpiTables = Collections.unmodifiableSet(new TreeSet<>(acpiTables));
        tableHeaders = List.copyOf(tableHeaders);
        earlyNodeRanges = List.copyOf(earlyNodeRanges);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads a boot log.
     *
     * @throws CaptureException if the text is not a boot log, or a relevant line is malformed
     */
    public static BootLog parse(byte[] text) {
        return parse(text, Optional.empty());
    }

    /**
     * Reads a boot log.
     *
     * @param wanted the release to read the last boot of, if the text holds one
     * @throws CaptureException if the text is not a boot log, or a relevant line is malformed
     */
    public static BootLog parse(byte[] text, Optional<KernelRelease> wanted) {
        ChosenBoot boot = ChosenBoot.in(new Lines(SOURCE, text), wanted);
        return Optional.of(new Lines(SOURCE, text))
                .filter(lines -> boot.boots() > 1)
                .flatMap(MixedLog::in)
                .map(mixed -> parse(mixed, wanted))
                .orElseGet(() -> parse(text, boot, List.of()));
    }

    /** Reads the lines of the first machine that shows its RAM, else those of the first one. */
    private static BootLog parse(MixedLog mixed, Optional<KernelRelease> wanted) {
        return IntStream.range(0, Math.min(mixed.machines(), MAX_MACHINES_READ))
                .mapToObj(machine -> parse(mixed, machine, wanted))
                .filter(log -> log.usableRam().isPresent())
                .findFirst()
                .orElseGet(() -> parse(mixed, 0, wanted));
    }

    private static BootLog parse(MixedLog mixed, int machine, Optional<KernelRelease> wanted) {
        byte[] text = mixed.linesOf(machine);
        String warning =
                "the log mixes the lines of %d machines; those of the machine whose banner is in line %,d are used; to use another one, select its lines with grep"
                        .formatted(mixed.machines(), mixed.firstBanner(machine));
        return parse(text, ChosenBoot.in(new Lines(SOURCE, text), wanted), List.of(warning));
    }

    private static BootLog parse(byte[] text, ChosenBoot boot, List<String> warnings) {
        BootLogReader reader = new BootLogReader(warnings);
        for (Line line : new Lines(SOURCE, text)) {
            if (line.number() >= boot.firstLine() && line.number() < boot.endLine()) {
                reader.read(line);
            }
        }
        return reader.finish(boot);
    }

    /** Whether the log lists all ACPI tables, so that a table that is not in {@link #acpiTables()} does not exist. */
    public boolean listsAcpiTables() {
        return acpiTables.contains(FIRST_LISTED);
    }

    /** Whether it is the boot of a kernel that writes the dump of a crashed one, in a small part of the machine's RAM. */
    public boolean isOfCrashKernel() {
        return commandLine
                .filter(line -> line.contains(ChosenBoot.CRASH_KERNEL))
                .isPresent();
    }

    /** Usable RAM by the early node ranges, or else by the memory map. */
    public Optional<BootRam> usableRam() {
        if (earlyNodeRanges.isEmpty()) {
            return memoryMapRam;
        }
        return Optional.of(new BootRam(
                BootRam.Source.EARLY_NODE_RANGES,
                earlyNodeRanges.stream().map(EarlyNodeRange::range).toList()));
    }
}

package io.targetnode.capture;

import io.targetnode.acpi.TableHeader;
import io.targetnode.kernel.KernelRelease;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A boot log of a kernel: the output of {@code dmesg}, {@code journalctl -k}, or a serial console. If the text holds several
 * boots, this is the last one.
 *
 * @param boots number of boots that begin in the text; 0 if the beginning was lost
 * @param kernel the release; for a Debian kernel whose name hides its stable level, with that level
 * @param commandLine the kernel command line
 * @param acpiTables signatures of the tables that the log lists, ascending
 * @param tableHeaders SRAT, CEDT, SLIT and HMAT as the log lists them, by signature; for a replaced table the last one
 * @param earlyNodeRanges in the order of the log; empty if they are not in the log
 * @param nodes the lines about nodes
 * @param lookups what the kernel states about its own look-ups
 * @param map RAM of the memory map with its edits; empty if the first line of the map is not in the log
 * @param warnings clauses about what may be missing
 */
public record BootLog(
        int boots,
        Optional<KernelRelease> kernel,
        Optional<String> commandLine,
        Set<String> acpiTables,
        List<TableHeader> tableHeaders,
        List<EarlyNodeRange> earlyNodeRanges,
        LoggedNodes nodes,
        LoggedLookups lookups,
        Optional<BootRam> map,
        List<String> warnings) {

    private static final String SOURCE = "dmesg";

    /** The pointer to all tables. It is logged first, so a log with it lists all tables. */
    private static final String LISTING_BEGINS = "RSDP";

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
        LastBoot last = LastBoot.in(new Lines(SOURCE, text));
        BootLogReader reader = new BootLogReader();
        for (Line line : new Lines(SOURCE, text)) {
            if (line.number() >= last.firstLine()) {
                reader.read(line);
            }
        }
        return reader.finish(last.boots());
    }

    /** Whether the log lists all ACPI tables, so that a table that is not in {@link #acpiTables()} does not exist. */
    public boolean listsAcpiTables() {
        return acpiTables.contains(LISTING_BEGINS);
    }

    /** Usable RAM by the early node ranges, or else by the memory map. */
    public Optional<BootRam> usableRam() {
        if (earlyNodeRanges.isEmpty()) {
            return map;
        }
        return Optional.of(new BootRam(
                BootRam.Source.EARLY_NODE_RANGES,
                earlyNodeRanges.stream().map(EarlyNodeRange::range).toList()));
    }

    /** The position of the last boot in a text. */
    private record LastBoot(int boots, int firstLine) {

        static LastBoot in(Lines lines) {
            int boots = 0;
            int firstLine = 0;
            boolean evidence = false;
            for (Line line : lines) {
                Optional<BootMessage.Kind> kind = BootMessage.of(line.text()).map(BootMessage::kind);
                evidence |= kind.filter(BootMessage.Kind::isEvidence).isPresent();
                if (kind.filter(BootMessage.Kind.BANNER::equals).isPresent()) {
                    boots++;
                    firstLine = line.number();
                }
            }
            if (!evidence) {
                throw new CaptureException(
                        SOURCE, "no line of a Linux boot was found; give the output of 'dmesg' or 'journalctl -k -b'");
            }
            return new LastBoot(boots, firstLine);
        }
    }
}

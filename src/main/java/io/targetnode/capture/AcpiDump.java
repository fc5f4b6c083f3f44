package io.targetnode.capture;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The ACPI tables that nodes depend on, from a text that {@code acpidump} or {@code iasl -d} printed. For all other tables, only the
 * signature is stored, because such tables hold serial numbers and licence keys.
 */
public final class AcpiDump {

    /** The signatures of the tables whose bytes are stored. */
    public static final Set<String> STORED = Set.of("SRAT", "CEDT", "SLIT", "HMAT");

    /** The formats of a text with tables. */
    private static final Set<CaptureFormat> TEXTS =
            EnumSet.of(CaptureFormat.ACPIDUMP, CaptureFormat.IASL, CaptureFormat.HEXDUMP);

    static final String SOURCE = "acpidump";

    private final Map<String, byte[]> tables;
    private final Set<String> signatures;
    private final boolean complete;
    private final List<String> warnings;

    /**
     * @param complete whether the dump holds every table of the machine
     * @param warnings contradictions within the text that were resolved
     */
    AcpiDump(Map<String, byte[]> tables, Set<String> signatures, boolean complete, List<String> warnings) {
        this.tables = new TreeMap<>(tables);
        this.signatures = Collections.unmodifiableSet(new TreeSet<>(signatures));
        this.complete = complete;
        this.warnings = List.copyOf(warnings);
    }

    /**
     * Reads the text of {@code acpidump} or {@code iasl -d}, or a dump of a table's file. The first line that only one of them
     * prints decides.
     *
     * @throws CaptureException if the text holds no table, or a stored table is malformed, incomplete or repeated
     */
    public static AcpiDump parse(byte[] text) {
        CaptureFormat format = CaptureFormat.ofPlain(text)
                .filter(TEXTS::contains)
                .or(() -> LogWithTables.formatsIn(text).stream()
                        .filter(TEXTS::contains)
                        .findFirst())
                .orElse(CaptureFormat.ACPIDUMP);
        return switch (format) {
            case IASL -> IaslReader.read(text);
            case HEXDUMP -> HexDumpReader.read(text);
            default -> AcpiDumpReader.read(text);
        };
    }

    /** Whether the dump holds every table of the machine, so that a missing table does not exist. */
    public boolean isComplete() {
        return complete;
    }

    /** Contradictions within the text that were resolved, with the line. */
    public List<String> warnings() {
        return warnings;
    }

    /** The bytes of a stored table, as many as its header states; empty if the dump does not have it. */
    public Optional<byte[]> table(String signature) {
        return Optional.ofNullable(tables.get(signature)).map(byte[]::clone);
    }

    /** The signatures of all tables in the dump, ascending. */
    public Set<String> signatures() {
        return signatures;
    }
}

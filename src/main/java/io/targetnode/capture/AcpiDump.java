package io.targetnode.capture;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tables that nodes depend on, of a text that {@code acpidump} or {@code iasl -d} printed. Of all other tables only the
 * signature is kept: they hold serial numbers and licence keys.
 */
public final class AcpiDump {

    /** The tables whose bytes are kept. */
    public static final Set<String> KEPT = Set.of("SRAT", "CEDT", "SLIT", "HMAT");

    static final String SOURCE = "acpidump";

    private final Map<String, byte[]> tables;
    private final Set<String> signatures;
    private final boolean whole;

    /** @param whole whether it holds every table of the machine */
    AcpiDump(Map<String, byte[]> tables, Set<String> signatures, boolean whole) {
        this.tables = new TreeMap<>(tables);
        this.signatures = Collections.unmodifiableSet(new TreeSet<>(signatures));
        this.whole = whole;
    }

    /**
     * Reads the text that {@code acpidump} or {@code iasl -d} prints; which of them is told by the first line that either prints.
     *
     * @throws CaptureException if it holds no table, or a kept table is malformed, incomplete or there twice
     */
    public static AcpiDump parse(byte[] text) {
        if (CaptureFormat.of(text).filter(CaptureFormat.IASL::equals).isPresent()) {
            return parseIasl(text);
        }
        AcpiDumpReader reader = new AcpiDumpReader();
        for (Line line : new Lines(SOURCE, text)) {
            reader.read(line);
        }
        return reader.finish();
    }

    private static AcpiDump parseIasl(byte[] text) {
        IaslReader reader = new IaslReader();
        for (Line line : new Lines(IaslReader.SOURCE, text)) {
            reader.read(line);
        }
        return reader.finish();
    }

    /** Whether it holds every table of the machine, so that a table that is not in it does not exist. */
    public boolean isWhole() {
        return whole;
    }

    /** The bytes of a kept table, as long as its header says; empty if the dump has none. */
    public Optional<byte[]> table(String signature) {
        return Optional.ofNullable(tables.get(signature)).map(byte[]::clone);
    }

    /** The signatures of all tables in the dump, ascending. */
    public Set<String> signatures() {
        return signatures;
    }
}

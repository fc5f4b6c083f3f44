package io.targetnode.acpi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The CXL Early Discovery Table. The NUMA pass reads only its fixed memory windows (CFMWS, type 1), with
 * {@code acpi_parse_cfmws()}.
 *
 * @param windows in table order; the kernel numbers their nodes in this order
 */
public record Cedt(List<Window> windows) {

    /** Offset of the first entry. */
    public static final int FIRST_ENTRY_OFFSET = 36;

    /** Length of a CFMWS with one target. */
    public static final int CFMWS_BYTES = 40;

    /**
     * The largest accepted number of windows, equal to the largest number of nodes. It bounds the work of an upload. Real
     * machines have up to 18 windows.
     */
    public static final int MAX_WINDOWS = 1024;

    private static final String TABLE = "CEDT";
    private static final String TOO_MANY = "at most %,d windows are accepted".formatted(MAX_WINDOWS);
    private static final int SUBHEADER_BYTES = 4;
    private static final int CFMWS = 1;
    /** The kernel reads base and size even if the entry states a shorter length (kernel-rules 2.6). */
    private static final int CFMWS_READ_BYTES = 24;

    private static final int FIRST_TARGET_OFFSET = 36;
    private static final int TARGET_BYTES = 4;

    /**
     * A CXL fixed memory window.
     *
     * @param index position among all entries of the table, from 0
     * @param offset byte offset of the entry from the table's start, or {@link TableHeader#NO_OFFSET}
     * @param base first address, unsigned
     * @param sizeBytes unsigned; base + size may wrap, and 0 is possible
     * @param decoding how the CXL driver decodes addresses of the window; empty if the window was not read from a table, or the entry
     *     is too short
     */
    public record Window(int index, int offset, long base, long sizeBytes, Optional<WindowDecoding> decoding) {

        /** A window of which only the range is known. */
        public Window(int index, int offset, long base, long sizeBytes) {
            this(index, offset, base, sizeBytes, Optional.empty());
        }
    }

    /** @throws IllegalArgumentException if there are more than {@link #MAX_WINDOWS} */
    public Cedt {
        if (windows.size() > MAX_WINDOWS) {
            throw new IllegalArgumentException(TOO_MANY);
        }
        windows = List.copyOf(windows);
    }

    /**
     * Reads a binary CEDT as {@code acpi_parse_entries_array()} walks it. An entry of length 0 ends the walk; the entries
     * before it are used.
     *
     * @throws AcpiTableException if the bytes are not one complete CEDT, or an entry reaches past the end
     */
    public static Parsed<Cedt> parse(byte[] bytes) {
        TableBytes table = TableBytes.of(TABLE, bytes, FIRST_ENTRY_OFFSET);
        List<String> warnings = new ArrayList<>(table.checksumWarning().stream().toList());
        List<Window> windows = new ArrayList<>();
        int offset = FIRST_ENTRY_OFFSET;
        boolean zeroLength = false;
        // Strictly less: a last entry that consists of its subheader only is not read (kernel-rules 2.13).
        for (int index = 0; !zeroLength && offset + SUBHEADER_BYTES < table.length(); index++) {
            int length = table.u16(offset + 2);
            table.require(offset, length, "the entry");
            if (table.u8(offset) == CFMWS) {
                windows.add(windowAt(table, offset, index));
                requireWithinLimit(windows, offset);
            }
            zeroLength = length == 0;
            if (zeroLength) {
                warnings.add("CEDT, byte offset %d: an entry of length 0; the kernel ignores all entries after it"
                        .formatted(offset));
            }
            offset += length;
        }
        return new Parsed<>(new Cedt(windows), warnings);
    }

    private static Window windowAt(TableBytes table, int at, int index) {
        table.require(at, CFMWS_READ_BYTES, "a CFMWS entry");
        return new Window(index, at, table.u64(at + 8), table.u64(at + 16), decodingAt(table, at));
    }

    /** The entry's own length bounds the list of targets. */
    private static Optional<WindowDecoding> decodingAt(TableBytes table, int at) {
        int length = table.u16(at + 2);
        if (length < FIRST_TARGET_OFFSET) {
            return Optional.empty();
        }
        int encodedWays = table.u8(at + 24);
        int room = (length - FIRST_TARGET_OFFSET) / TARGET_BYTES;
        int targets = Math.min(room, WindowDecoding.ways(encodedWays).orElse(0));
        return Optional.of(new WindowDecoding(
                encodedWays,
                table.u8(at + 25),
                table.u32(at + 28),
                table.u16(at + 32),
                table.u16(at + 34),
                IntStream.range(0, targets)
                        .map(target -> table.u32(at + FIRST_TARGET_OFFSET + TARGET_BYTES * target))
                        .boxed()
                        .toList()));
    }

    private static void requireWithinLimit(List<Window> windows, int offset) {
        if (windows.size() > MAX_WINDOWS) {
            throw new AcpiTableException(TABLE, offset, TOO_MANY);
        }
    }
}

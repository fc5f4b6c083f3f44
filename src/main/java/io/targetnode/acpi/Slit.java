package io.targetnode.acpi;

import java.util.Optional;

/**
 * The System Locality Information Table: distances between proximity domains (kernel-rules 6.3).
 *
 * @param distances square; row and column are proximity domains, and the values have 8 bits
 */
public record Slit(UnsignedMatrix distances) {

    /** Offset of the first distance. */
    public static final int FIRST_DISTANCE_OFFSET = 44;

    /** The distance of a node to itself, {@code LOCAL_DISTANCE}. */
    public static final int LOCAL_DISTANCE = 10;

    private static final String TABLE = "SLIT";
    private static final int COUNT_OFFSET = 36;
    private static final int MAX_DISTANCE = 255;

    /** @throws IllegalArgumentException if it is not square, or a distance exceeds 8 bits */
    public Slit {
        if (distances.rows() != distances.columns()) {
            throw new IllegalArgumentException("the distances %s are not square".formatted(distances));
        }
        for (int i = 0; i < distances.size(); i++) {
            if (distances.at(i) > MAX_DISTANCE) {
                throw new IllegalArgumentException("distance %d exceeds 255".formatted(distances.at(i)));
            }
        }
    }

    /**
     * Reads a binary SLIT, valid or not. Bytes after the last distance are ignored, as the kernel ignores them.
     *
     * @throws AcpiTableException if the bytes are not one complete SLIT, or its distances reach past the end
     */
    public static Parsed<Slit> parse(byte[] bytes) {
        TableBytes table = TableBytes.of(TABLE, bytes, FIRST_DISTANCE_OFFSET);
        long count = table.u64(COUNT_OFFSET);
        if (Long.compareUnsigned(count, table.length()) > 0 || count * count > table.length() - FIRST_DISTANCE_OFFSET) {
            throw new AcpiTableException(
                    TABLE,
                    COUNT_OFFSET,
                    "%s localities have more distances than the %d bytes of the table; the kernel would read past its end"
                            .formatted(Long.toUnsignedString(count), table.length()));
        }
        int localities = (int) count;
        char[] distances = new char[localities * localities];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = (char) table.u8(FIRST_DISTANCE_OFFSET + i);
        }
        return new Parsed<>(
                new Slit(UnsignedMatrix.of(localities, localities, distances)),
                table.checksumWarning().stream().toList());
    }

    /** The number of proximity domains, from 0 on, that the table has distances for. */
    public int localities() {
        return distances.rows();
    }

    /** Why {@code slit_valid()} refuses the table: the first value on the diagonal that is not 10, or elsewhere is not above 10. */
    public Optional<TableFault> fault() {
        for (int i = 0; i < distances.size(); i++) {
            int from = i / localities();
            int to = i % localities();
            int distance = distances.at(i);
            if (from == to ? distance != LOCAL_DISTANCE : distance <= LOCAL_DISTANCE) {
                return Optional.of(new TableFault(
                        FIRST_DISTANCE_OFFSET + i,
                        "the distance from proximity domain %d to %d is %d; it must be %s"
                                .formatted(from, to, distance, from == to ? "10" : "above 10")));
            }
        }
        return Optional.empty();
    }
}

package io.targetnode.acpi;

import java.util.List;
import java.util.OptionalInt;

/**
 * What a CFMWS says besides its range. The NUMA pass ignores it; the CXL driver needs it (kernel-rules 6).
 *
 * @param encodedWays the encoded number of interleave ways, 0 to 255
 * @param arithmetic 0: modulo, 1: XOR
 * @param encodedGranularity the encoded interleave granularity, unsigned 32 bits
 * @param restrictions the window restrictions, 16 bits
 * @param qosGroup the QTG ID, 16 bits
 * @param targets the _UIDs of the host bridges, unsigned 32 bits; fewer than the ways if the entry is too short for all of
 *     them, and none if the number of ways is not defined
 */
public record WindowDecoding(
        int encodedWays,
        int arithmetic,
        int encodedGranularity,
        int restrictions,
        int qosGroup,
        List<Integer> targets) {

    private static final int VOLATILE = 1 << 2;
    private static final int MAX_POWER_OF_TWO = 4;
    private static final int FIRST_TIMES_THREE = 8;
    private static final int LAST_TIMES_THREE = 10;

    public WindowDecoding {
        targets = List.copyOf(targets);
    }

    /** The number of interleave ways, 1 to 16; empty for an encoding that the specification does not define. */
    public OptionalInt ways() {
        return ways(encodedWays);
    }

    static OptionalInt ways(int encoded) {
        if (encoded <= MAX_POWER_OF_TWO) {
            return OptionalInt.of(1 << encoded);
        }
        return encoded >= FIRST_TIMES_THREE && encoded <= LAST_TIMES_THREE
                ? OptionalInt.of(3 << encoded - FIRST_TIMES_THREE)
                : OptionalInt.empty();
    }

    /** Whether the window may hold volatile memory; otherwise it gets no RAM regions. */
    public boolean allowsVolatile() {
        return (restrictions & VOLATILE) != 0;
    }
}

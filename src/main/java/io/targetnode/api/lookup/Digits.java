package io.targetnode.api.lookup;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Digits as bytes of ASCII, to numbers and back. */
final class Digits {

    /** So many digits of a decimal number that fits into 64 bits, whatever they are. */
    static final int SAFE_DECIMALS = 19;

    /** The longest text of a node. */
    static final int NODE_BYTES = 11;

    private static final byte[] HEX = hex();

    /** So many bytes from the place on does {@link #hexRun} look at. */
    static final int HEX_RUN = 8;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final long ONES = 0x0101_0101_0101_0101L;

    private Digits() {}

    /**
     * Reads the hexadecimal digits that begin there, eight at most, all at once: a byte of a long for each of them. A byte is at
     * least c if its lower seven bits plus 0x80 - c have the eighth one.
     *
     * @return how many digits in the upper half, and their value in the lower one
     */
    static long hexRun(byte[] text, int at) {
        long eight = (long) EIGHT_BYTES.get(text, at);
        long seven = eight & ~HIGH_BITS;
        long lower = seven | 0x20 * ONES;
        long decimals = seven + (0x80 - '0') * ONES & ~(seven + (0x80 - '9' - 1) * ONES);
        long letters = lower + (0x80 - 'a') * ONES & ~(lower + (0x80 - 'f' - 1) * ONES) & HIGH_BITS;
        long others = ~(decimals | letters) & HIGH_BITS | eight & HIGH_BITS;
        int digits = Long.numberOfLeadingZeros(others) >> 3;
        if (digits == 0) {
            return 0;
        }
        long nibbles = (lower & 0x0f * ONES) + 9 * (letters >>> 7) >>> Long.SIZE - 8 * digits;
        long pairs = (nibbles | nibbles >>> 4) & 0x00ff_00ff_00ff_00ffL;
        long fours = (pairs | pairs >>> 8) & 0x0000_ffff_0000_ffffL;
        return (long) digits << 32 | (fours | fours >>> 16) & 0xffff_ffffL;
    }

    /** The value of a hexadecimal digit; negative for any other byte. */
    static int hex(byte c) {
        return HEX[c & 0xff];
    }

    /** The value of a decimal digit; more than 9 or negative for any other byte. */
    static int decimal(byte c) {
        return c - '0';
    }

    /** Prints a node; returns where the next text begins. */
    static int put(int node, byte[] text, int at) {
        if (node >= 0 && node <= 9) {
            text[at] = (byte) ('0' + node);
            return at + 1;
        }
        int begin = at;
        int rest = node;
        if (rest < 0) {
            text[begin++] = '-';
            rest = -rest;
        }
        int end = begin + 1;
        for (int power = rest; power >= 10; power /= 10) {
            end++;
        }
        for (int i = end - 1; i >= begin; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return end;
    }

    private static byte[] hex() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int digit = 0; digit < 16; digit++) {
            char lower = Character.forDigit(digit, 16);
            values[lower] = (byte) digit;
            values[Character.toUpperCase(lower)] = (byte) digit;
        }
        return values;
    }
}

package io.targetnode.api.lookup;

import java.util.Arrays;

/** Digits as bytes of ASCII, to numbers and back. */
final class Digits {

    /** So many digits of a hexadecimal number that fits into 64 bits, whatever they are. */
    static final int SAFE_HEX = 16;

    /** So many digits of a decimal number that fits into 64 bits, whatever they are. */
    static final int SAFE_DECIMALS = 19;

    /** The longest text of a node. */
    static final int NODE_BYTES = 11;

    private static final byte[] HEX = hex();

    private Digits() {}

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

package io.targetnode.memory;

import java.util.Arrays;

/**
 * The parser of all addresses: {@code 0x} and hexadecimal digits (any case, any padding) or decimal digits, below 2^64. It
 * reads ASCII, which may arrive in pieces, and allocates nothing.
 */
public final class AddressScanner {

    private static final long MAX_TENTH = Long.divideUnsigned(-1L, 10);
    private static final int MAX_LAST_DIGIT = (int) Long.remainderUnsigned(-1L, 10);
    private static final int SHORT_HEX = 16;
    private static final int SHORT_DECIMAL = 19;
    private static final int SHORT_BYTES = 2 + SHORT_DECIMAL;
    private static final byte[] HEX_DIGITS = hexDigits();

    /** States. They are numbers because storing a reference for each address runs a write barrier of the garbage collector. */
    private static final int START = 0;

    private static final int ZERO = 1;
    private static final int DECIMAL = 2;
    private static final int PREFIX = 3;
    private static final int HEX = 4;

    private int state;
    private long value;

    /**
     * Reads a new address.
     *
     * @param from index of the first byte
     * @param to index after the last byte
     * @return index of the first byte that does not continue the address, or {@code to}
     */
    public int read(byte[] text, int from, int to) {
        value = 0;
        if (to - from > SHORT_BYTES) {
            boolean hex = text[from] == '0' && (text[from + 1] | 0x20) == 'x';
            int first = hex ? from + 2 : from;
            int end = hex ? readShortHex(text, first) : readShortDecimal(text, first);
            if (end > first) {
                state = hex ? HEX : DECIMAL;
                return end;
            }
        }
        state = START;
        return resume(text, from, to);
    }

    /** Reads a new address; returns the index of the first character that does not continue it, or the length. */
    int read(String text) {
        byte[] ascii = AsciiBytes.of(text);
        return read(ascii, 0, ascii.length);
    }

    /** Continues an address that began in the last piece; parameters and result are those of {@link #read}. */
    public int resume(byte[] text, int from, int to) {
        int at = from;
        if (state == START && at < to && text[at] == '0') {
            state = ZERO;
            at++;
        }
        if (state == ZERO && at < to && (text[at] | 0x20) == 'x') {
            state = PREFIX;
            at++;
        }
        return isHex() ? readHex(text, at, to) : readDecimal(text, at, to);
    }

    /** Whether the bytes since the start of the last {@link #read} are an address. */
    public boolean isAddress() {
        return state != START && state != PREFIX;
    }

    /** The address; undefined unless {@link #isAddress}. */
    public long value() {
        return value;
    }

    /** Why the text is not an address, if reading stopped at {@code end}. */
    String fault(String text, int end) {
        if (end == text.length()) {
            return "has no digits";
        }
        String digits = isHex() ? "(?s)[0-9a-fA-F].*" : "[0-9]+";
        if (text.substring(end).matches(digits)) {
            return "does not fit into 64 bits";
        }
        return isHex() ? "is not a hexadecimal number" : "is neither 0x and hexadecimal digits nor a decimal number";
    }

    private boolean isHex() {
        return state == PREFIX || state == HEX;
    }

    /**
     * Reads a number with too few digits to overflow. Nearly every address of a batch is one; with {@link #resume} alone, a
     * batch takes a third longer.
     *
     * @return index after the last digit; {@code from} if there are no digits or too many
     */
    private int readShortHex(byte[] text, int from) {
        long number = 0;
        for (int at = from; at <= from + SHORT_HEX; at++) {
            int digit = hexDigit(text[at]);
            if (digit < 0) {
                value = number;
                return at;
            }
            number = number << 4 | digit;
        }
        return from;
    }

    private int readShortDecimal(byte[] text, int from) {
        long number = 0;
        for (int at = from; at <= from + SHORT_DECIMAL; at++) {
            int digit = text[at] - '0';
            if (!isDecimalDigit(digit)) {
                value = number;
                return at;
            }
            number = number * 10 + digit;
        }
        return from;
    }

    private int readHex(byte[] text, int from, int to) {
        int at = from;
        for (; at < to; at++) {
            int digit = hexDigit(text[at]);
            if (digit < 0 || value >>> 60 != 0) {
                break;
            }
            value = value << 4 | digit;
            state = HEX;
        }
        return at;
    }

    private int readDecimal(byte[] text, int from, int to) {
        int at = from;
        for (; at < to; at++) {
            int digit = text[at] - '0';
            if (!isDecimalDigit(digit) || overflows(value, digit)) {
                break;
            }
            value = value * 10 + digit;
            state = DECIMAL;
        }
        return at;
    }

    private static boolean overflows(long number, int digit) {
        int order = Long.compareUnsigned(number, MAX_TENTH);
        return order > 0 || order == 0 && digit > MAX_LAST_DIGIT;
    }

    private static boolean isDecimalDigit(int digit) {
        return digit >= 0 && digit <= 9;
    }

    /** Negative for a byte that is not a digit. */
    private static int hexDigit(byte c) {
        return HEX_DIGITS[c & 0xff];
    }

    private static byte[] hexDigits() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (byte digit = 0; digit < 16; digit++) {
            char lower = Character.forDigit(digit, 16);
            values[lower] = digit;
            values[Character.toUpperCase(lower)] = digit;
        }
        return values;
    }
}

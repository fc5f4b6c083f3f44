package io.targetnode.memory;

/**
 * Physical addresses, held in a {@code long} that is read as unsigned: 2^63 and 2^64-1 are ordinary addresses.
 *
 * <p>Text in is {@code 0x} and hex digits (any case, any padding) or decimal digits; text out is lower-case hex
 * without padding: {@code 0x20000000}.
 */
public final class Address {

    /** Bytes in a page of the kernels that are replayed here (x86-64). */
    public static final long PAGE_BYTES = 4096;

    private Address() {}

    /**
     * Reads an address.
     *
     * @throws MalformedAddressException if the text is neither 0x-hex nor decimal, or needs more than 64 bits
     */
    public static long parse(String text) {
        boolean hex = text.startsWith("0x") || text.startsWith("0X");
        int from = hex ? 2 : 0;
        if (text.length() == from) {
            throw new MalformedAddressException(text, "has no digits");
        }
        return hex ? parseHex(text, from) : parseDecimal(text);
    }

    /**
     * Reads hex digits that have no {@code 0x} before them, as /proc/iomem prints them.
     *
     * @throws MalformedAddressException if there is no digit, something that is none, or more than 64 bits
     */
    public static long parseBareHex(String digits) {
        if (digits.isEmpty()) {
            throw new MalformedAddressException(digits, "has no digits");
        }
        return parseHex(digits, 0);
    }

    /** Prints an address: lower-case hex without padding. */
    public static String print(long address) {
        return "0x" + Long.toHexString(address);
    }

    /** Prints an address as the kernel does in its lines: lower-case hex of at least so many digits. */
    public static String print(long address, int digits) {
        String hex = Long.toHexString(address);
        return "0x" + "0".repeat(Math.max(0, digits - hex.length())) + hex;
    }

    /** Whether {@code a} lies below {@code b}. */
    public static boolean below(long a, long b) {
        return Long.compareUnsigned(a, b) < 0;
    }

    /** The lower of two addresses. */
    public static long min(long a, long b) {
        return below(b, a) ? b : a;
    }

    /** The higher of two addresses. */
    public static long max(long a, long b) {
        return below(a, b) ? b : a;
    }

    private static long parseHex(String text, int from) {
        long value = 0;
        for (int i = from; i < text.length(); i++) {
            int digit = digitOf(text.charAt(i), 16);
            if (digit < 0) {
                throw new MalformedAddressException(text, "is not a hexadecimal number");
            }
            if (value >>> 60 != 0) {
                throw new MalformedAddressException(text, "does not fit into 64 bits");
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static long parseDecimal(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digitOf(digits.charAt(i), 10) < 0) {
                throw new MalformedAddressException(
                        digits, "is neither 0x and hexadecimal digits nor a decimal number");
            }
        }
        try {
            return Long.parseUnsignedLong(digits);
        } catch (NumberFormatException e) {
            throw new MalformedAddressException(digits, "does not fit into 64 bits");
        }
    }

    /** ASCII digits only: Character.digit would take the digits of every script. */
    private static int digitOf(char c, int radix) {
        return c < 128 ? Character.digit(c, radix) : -1;
    }
}

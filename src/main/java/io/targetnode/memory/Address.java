package io.targetnode.memory;

import java.util.OptionalLong;

/**
 * Physical addresses, held in a {@code long} that is read as unsigned: 2^63 and 2^64-1 are ordinary addresses.
 *
 * <p>An address in text is {@code 0x} and hexadecimal digits (any case, any padding) or decimal digits. It is printed as
 * lower-case hexadecimal without padding: {@code 0x20000000}.
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
        return parse(text, text);
    }

    /**
     * Reads hexadecimal digits without {@code 0x}, as in /proc/iomem.
     *
     * @throws MalformedAddressException if the text is not a hexadecimal number, or needs more than 64 bits
     */
    public static long parseBareHex(String digits) {
        return parse("0x" + digits, digits);
    }

    /** Reads an address; empty for a text that {@link #parse} refuses. */
    public static OptionalLong tryParse(String text) {
        AddressScanner scanner = new AddressScanner();
        return scanner.read(text) == text.length() && scanner.isAddress()
                ? OptionalLong.of(scanner.value())
                : OptionalLong.empty();
    }

    /** Prints an address in lower-case hexadecimal without padding. */
    public static String print(long address) {
        return "0x" + Long.toHexString(address);
    }

    /** Prints an address as the kernel does, in lower-case hexadecimal padded to a number of digits. */
    public static String print(long address, int digits) {
        String hex = Long.toHexString(address);
        return "0x" + "0".repeat(Math.max(0, digits - hex.length())) + hex;
    }

    /** Prints a range as the kernel does: {@code [mem 0x00001000-0x5fffffff]} with 8 digits, end inclusive. */
    public static String printRange(long start, long end, int digits) {
        return "[mem " + print(start, digits) + "-" + print(end, digits) + "]";
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

    /** The start of the first page at or above an address; 0 in the last page of the address space. */
    public static long pageUp(long address) {
        return pageDown(address + PAGE_BYTES - 1);
    }

    /** The start of the page that holds an address. */
    public static long pageDown(long address) {
        return address & -PAGE_BYTES;
    }

    private static long parse(String text, String shown) {
        AddressScanner scanner = new AddressScanner();
        int end = scanner.read(text);
        if (end < text.length() || !scanner.isAddress()) {
            throw new MalformedAddressException(shown, scanner.fault(text, end));
        }
        return scanner.value();
    }
}

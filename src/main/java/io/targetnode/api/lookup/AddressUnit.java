package io.targetnode.api.lookup;

import io.targetnode.api.json.HexAddress;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.memory.Address;

/**
 * The unit of the numbers in a look-up: bytes, or pages of a given size.
 *
 * @param shift the address is the number shifted left by this number of bits; 0 to 63
 */
record AddressUnit(int shift) {

    static final AddressUnit OF_BYTES = new AddressUnit(0);

    /** The default unit. */
    static final String BYTES = "bytes";

    /** The default page size. */
    static final String PAGE_BYTES = "4096";

    /**
     * @param unit {@code bytes} or {@code pfn}
     * @param pageSize a power of two, in bytes
     * @throws ProblemException if the unit is unknown or the page size is not a power of two
     */
    static AddressUnit of(String unit, HexAddress pageSize) {
        if (Long.bitCount(pageSize.value()) != 1) {
            throw ProblemException.parameter("pageSize", "must be a power of two");
        }
        return switch (unit) {
            case BYTES -> OF_BYTES;
            case "pfn" -> new AddressUnit(Long.numberOfTrailingZeros(pageSize.value()));
            default -> throw ProblemException.parameter("unit", "must be bytes or pfn");
        };
    }

    /** Whether the address of the number fits in 64 bits. */
    boolean fits(long number) {
        return number << shift >>> shift == number;
    }

    /**
     * The address of the number in the parameter {@code address}.
     *
     * @throws ProblemException if the address does not fit in 64 bits
     */
    long requireAddress(HexAddress number) {
        if (!fits(number.value())) {
            throw ProblemException.parameter("address", tooLarge(number.value()));
        }
        return address(number.value());
    }

    long address(long number) {
        return number << shift;
    }

    /**
     * Replaces the first {@code count} numbers with their addresses. Stops at the first number that does not fit.
     *
     * @return the index of the number that does not fit; -1 if all fit
     */
    int toAddresses(long[] numbers, int count) {
        if (shift == 0) {
            return -1;
        }
        for (int i = 0; i < count; i++) {
            if (!fits(numbers[i])) {
                return i;
            }
            numbers[i] = address(numbers[i]);
        }
        return -1;
    }

    /** The error text for a number that does not fit. */
    String tooLarge(long number) {
        return "the address of page frame %s (pages of %s bytes) does not fit in 64 bits"
                .formatted(Address.print(number), Long.toUnsignedString(1L << shift));
    }
}

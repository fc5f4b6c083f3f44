package io.targetnode.api.lookup;

import io.targetnode.api.json.HexAddress;
import io.targetnode.api.problem.ProblemException;
import io.targetnode.memory.Address;

/**
 * What the numbers of a batch count: bytes, or pages of a size.
 *
 * @param shift bits by which a number is shifted to the left to get its address
 */
record AddressUnit(int shift) {

    static final AddressUnit OF_BYTES = new AddressUnit(0);

    /** The unit that is meant when none is given. */
    static final String BYTES = "bytes";

    /** The page size that is meant when none is given. */
    static final String PAGE_BYTES = "4096";

    /**
     * Reads the parameters {@code unit} and {@code pageSize}.
     *
     * @throws ProblemException if one of them breaks its rule
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

    /** Whether the number's address has no more than 64 bits. */
    boolean fits(long number) {
        return number << shift >>> shift == number;
    }

    /**
     * The address that the parameter {@code address} means.
     *
     * @throws ProblemException if it has more than 64 bits
     */
    long parameter(HexAddress number) {
        if (!fits(number.value())) {
            throw ProblemException.parameter("address", tooLarge(number.value()));
        }
        return address(number.value());
    }

    long address(long number) {
        return number << shift;
    }

    /**
     * Makes the first {@code count} numbers addresses.
     *
     * @return the index of the first one that does not fit, and is as it was; -1 if all of them are addresses now
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

    /** Describes a number that does not fit. */
    String tooLarge(long number) {
        return "page frame %s of %s bytes each lies above 2^64"
                .formatted(Address.print(number), Long.toUnsignedString(1L << shift));
    }
}

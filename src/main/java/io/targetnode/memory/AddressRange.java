package io.targetnode.memory;

import java.util.ArrayList;
import java.util.List;

/**
 * A range of physical addresses, {@code start} and {@code end} both inclusive, as the kernel prints it:
 * {@code [mem 0x20000000-0x2fffffff]} holds 256 MiB. A range is never empty; the complete address space is
 * {@code 0x0-0xffffffffffffffff}.
 *
 * @param start first address, unsigned
 * @param end last address, unsigned, not below {@code start}
 */
public record AddressRange(long start, long end) {

    /** @throws IllegalArgumentException if the end lies below the start */
    public AddressRange {
        if (Address.below(end, start)) {
            throw new IllegalArgumentException(
                    "end %s lies below start %s".formatted(Address.print(end), Address.print(start)));
        }
    }

    /** Whether the address lies in this range. */
    public boolean contains(long address) {
        return !Address.below(address, start) && !Address.below(end, address);
    }

    /** Whether the ranges share at least one address. */
    public boolean overlaps(AddressRange other) {
        return !Address.below(other.end, start) && !Address.below(end, other.start);
    }

    /** The addresses that both ranges hold; the ranges must overlap. */
    public AddressRange intersection(AddressRange other) {
        return new AddressRange(Address.max(start, other.start), Address.min(end, other.end));
    }

    /** The same addresses as ascending, disjoint ranges with a gap between any two. O(n log n). */
    public static List<AddressRange> joined(List<AddressRange> ranges) {
        List<AddressRange> sorted = new ArrayList<>(ranges);
        sorted.sort((a, b) -> Long.compareUnsigned(a.start, b.start));
        List<AddressRange> joined = new ArrayList<>();
        for (AddressRange range : sorted) {
            AddressRange last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
            if (last != null && (last.contains(range.start) || last.end + 1 == range.start)) {
                joined.set(joined.size() - 1, new AddressRange(last.start, Address.max(last.end, range.end)));
            } else {
                joined.add(range);
            }
        }
        return joined;
    }

    /** Number of addresses modulo 2^64: 0 for the complete address space. */
    public long sizeBytes() {
        return end - start + 1;
    }

    /** The range as the kernel prints it, {@code [mem 0x00001000-0x5fffffff]}: at least eight digits. */
    public String asKernelPrints() {
        return Address.printRange(start, end, 8);
    }

    @Override
    public String toString() {
        return Address.print(start) + "-" + Address.print(end);
    }
}

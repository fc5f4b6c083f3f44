package io.targetnode.topology;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.List;
import java.util.OptionalLong;

/**
 * Facts about memory that is added after the boot (kernel-rules 6). They do not change the boot.
 *
 * @param softReserved specific-purpose memory (EFI_MEMORY_SP), which is not RAM at boot: ascending, disjoint, adjacent ranges joined
 * @param blockBytes the size of memory blocks that the machine's own kernel shows: a power of two, unsigned; empty if no file shows it
 * @param memmapOnMemory whether the command line has {@code memory_hotplug.memmap_on_memory}
 * @param hypervisor whether the boot log shows a hypervisor
 */
public record HotAdd(
        List<AddressRange> softReserved, OptionalLong blockBytes, boolean memmapOnMemory, boolean hypervisor) {

    /** No known fact. */
    public static final HotAdd NOTHING = new HotAdd(List.of(), OptionalLong.empty(), false, false);

    /** @throws IllegalArgumentException if the size of memory blocks is not a power of two */
    public HotAdd {
        softReserved = List.copyOf(AddressRange.joined(softReserved));
        if (blockBytes.isPresent() && Long.bitCount(blockBytes.getAsLong()) != 1) {
            throw new IllegalArgumentException(
                    "memory blocks of %s bytes".formatted(Long.toUnsignedString(blockBytes.getAsLong())));
        }
    }

    /** Whether a range has a byte of specific-purpose memory. O(log n). */
    public boolean isSoftReserved(AddressRange range) {
        int from = 0;
        int to = softReserved.size();
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (Address.below(softReserved.get(middle).end(), range.start())) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from < softReserved.size() && softReserved.get(from).overlaps(range);
    }
}

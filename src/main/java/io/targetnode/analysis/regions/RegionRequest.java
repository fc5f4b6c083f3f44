package io.targetnode.analysis.regions;

import io.targetnode.kernel.BootInputs;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;

/** The region to try: its addresses, or its place in a window. */
public sealed interface RegionRequest {

    /**
     * A range of memory that any driver adds.
     *
     * @param range the addresses
     */
    record AtAddress(AddressRange range) implements RegionRequest {}

    /**
     * A RAM region that the CXL driver creates.
     *
     * @param window position among the windows of the CEDT, from 0
     * @param offsetBytes from the window's base, unsigned
     * @param sizeBytes unsigned, at least 1
     */
    record InWindow(int window, long offsetBytes, long sizeBytes) implements RegionRequest {}

    /**
     * A request by address.
     *
     * @param sizeBytes unsigned
     * @throws ImpossibleRegionException if the range is empty or ends beyond 2^64
     */
    static RegionRequest at(long start, long sizeBytes) {
        return new AtAddress(range(start, sizeBytes));
    }

    /**
     * A request for a RAM region of a window by its first address.
     *
     * @param sizeBytes unsigned
     */
    static RegionRequest inWindow(BootInputs inputs, int window, long start, long sizeBytes) {
        long base = RegionWindow.all(inputs).stream()
                .filter(candidate -> candidate.number() == window)
                .findFirst()
                .map(RegionWindow::base)
                .orElse(start);
        return new InWindow(window, start - base, sizeBytes);
    }

    /** @throws ImpossibleRegionException if the range is empty or ends beyond 2^64 */
    static AddressRange range(long start, long sizeBytes) {
        long end = start + sizeBytes - 1;
        if (sizeBytes == 0) {
            throw new ImpossibleRegionException("the region is empty; sizeBytes must be at least 1");
        }
        if (Address.below(end, start)) {
            throw new ImpossibleRegionException("a region of %s bytes at %s ends beyond the last address, 2^64 - 1"
                    .formatted(Long.toUnsignedString(sizeBytes), Address.print(start)));
        }
        return new AddressRange(start, end);
    }
}

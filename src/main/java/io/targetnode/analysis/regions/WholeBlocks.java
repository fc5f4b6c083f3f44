package io.targetnode.analysis.regions;

import io.targetnode.memory.AddressRange;
import java.util.Optional;

/** The memory blocks that lie in a range completely. Numbers of blocks are addresses divided by the size of a block. */
final class WholeBlocks {

    private WholeBlocks() {}

    /**
     * The addresses of the whole blocks; empty if there is none.
     *
     * @param blockBytes a power of two, unsigned
     */
    static Optional<AddressRange> in(AddressRange range, long blockBytes) {
        long below = blockBytes - 1;
        boolean startsInside = (range.start() & below) != 0;
        boolean endsInside = (range.end() & below) != below;
        long start = (range.start() | (startsInside ? below : 0)) + (startsInside ? 1 : 0);
        long end = endsInside ? (range.end() & ~below) - 1 : range.end();
        boolean wraps = startsInside && start == 0 || endsInside && end == -1L;
        return wraps || Long.compareUnsigned(end, start) < 0
                ? Optional.empty()
                : Optional.of(new AddressRange(start, end));
    }

    /** The number of bytes of the whole blocks: below 2^64, except for all addresses. */
    static long bytes(AddressRange range, long blockBytes) {
        return in(range, blockBytes).map(AddressRange::sizeBytes).orElse(0L);
    }
}

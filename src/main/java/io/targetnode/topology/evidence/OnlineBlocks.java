package io.targetnode.topology.evidence;

import io.targetnode.capture.OnlineMemory;
import io.targetnode.kernel.Architecture;
import io.targetnode.kernel.Platform;
import io.targetnode.memory.Address;
import io.targetnode.memory.UsableRam;
import java.util.List;

/** The size of a machine's memory blocks, the unit in which the kernel brings memory online (kernel-rules 6, 9.2). */
public final class OnlineBlocks {

    private static final long SMALLEST = 128L << 20;
    private static final long LARGEST = 2L << 30;

    /** The size on arm64 with pages of 64 KiB; with smaller pages it is the smallest one. */
    private static final long LARGE_PAGES = 512L << 20;

    /** x86-64 uses larger blocks if RAM at boot reaches this address. */
    private static final long LARGE_MACHINE = 64L << 30;

    private static final int MAX_PAGE_BYTES = 1 << 16;

    private OnlineBlocks() {}

    /**
     * An upper bound of the block size, a power of two.
     *
     * @param online ranges of whole blocks
     * @param ram RAM at boot
     */
    public static long maxBlockBytes(List<OnlineMemory> online, UsableRam ram, Platform platform) {
        long most = most(ram, platform);
        long ends = online.stream()
                .mapToLong(run -> run.range().start() | (run.range().end() + 1))
                .reduce(most, (a, b) -> a | b);
        return Long.lowestOneBit(ends);
    }

    private static long most(UsableRam ram, Platform platform) {
        if (platform.architecture() == Architecture.X86_64) {
            return Address.below(ram.high(), LARGE_MACHINE) ? SMALLEST : LARGEST;
        }
        return platform.pageBytes() == MAX_PAGE_BYTES ? LARGE_PAGES : SMALLEST;
    }
}

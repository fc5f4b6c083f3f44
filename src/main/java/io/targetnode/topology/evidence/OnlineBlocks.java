package io.targetnode.topology.evidence;

import io.targetnode.capture.OnlineMemory;
import io.targetnode.memory.Address;
import io.targetnode.memory.UsableRam;
import java.util.List;

/** How large a machine's memory blocks may be: the kernel brings memory online by whole blocks (kernel-rules 6). */
public final class OnlineBlocks {

    private static final long SMALLEST = 128L << 20;
    private static final long LARGEST = 2L << 30;

    /** From so much address space with RAM at boot on, x86-64 takes larger blocks. */
    private static final long LARGE_MACHINE = 64L << 30;

    private OnlineBlocks() {}

    /**
     * A size that the machine's blocks do not exceed: a power of two.
     *
     * @param online runs of whole blocks
     * @param ram what there was at boot
     */
    public static long largest(List<OnlineMemory> online, UsableRam ram) {
        long most = Address.below(ram.high(), LARGE_MACHINE) ? SMALLEST : LARGEST;
        long ends = online.stream()
                .mapToLong(run -> run.range().start() | (run.range().end() + 1))
                .reduce(most, (a, b) -> a | b);
        return Long.lowestOneBit(ends);
    }
}

package io.targetnode.kernel;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.ArrayList;
import java.util.List;

/**
 * The first half of {@code numa_cleanup_meminfo()} (kernel-rules 2.8 A): moves blocks without RAM to the reserved list and cuts
 * the others to the bounds of RAM. {@link NodeJoin} is the second half.
 */
final class CleanUp {

    private final UsableRam ram;
    private final BlockList reserved;
    /** The part of a block below this address is dropped. */
    private final long low;

    CleanUp(UsableRam ram, BlockList reserved, Behaviour behaviour) {
        this.ram = ram;
        this.reserved = reserved;
        this.low = behaviour.clampsBelowFirstRam() ? ram.low() : 0;
    }

    void run(BlockList meminfo) {
        List<Block> withRam = new ArrayList<>();
        for (Block block : meminfo.blocks()) {
            if (ram.overlaps(block.range())) {
                cut(block);
                withRam.add(block);
            } else {
                block.note(new BlockChange.MovedWithoutRam());
                reserved.take(block);
            }
        }
        meminfo.replaceWith(withRam);
    }

    private void cut(Block block) {
        if (Address.below(block.start(), low)) {
            cut(block, low, block.end(), "the part below the first RAM is dropped");
        }
        if (Address.below(ram.high(), block.end())) {
            // numa_add_memblk_to() appends the tail, so a full list drops it. Only complete blocks move without a
            // check.
            if (reserved.hasSpace()) {
                Block tail = new Block(ram.high(), block.end(), block.node(), block.origin());
                tail.note(new BlockChange.TailAboveLastRam(block.range()));
                reserved.take(tail);
            }
            cut(block, block.start(), ram.high(), "the part above the end of RAM moved to the reserved list");
        }
    }

    private static void cut(Block block, long start, long end, String lost) {
        AddressRange before = block.range();
        block.moveTo(start, end);
        block.note(new BlockChange.Cut(before, block.range(), lost));
    }
}

package io.targetnode.kernel;

import io.targetnode.kernel.Behaviour.LowEnd;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.ArrayList;
import java.util.List;

/**
 * The first half of {@code numa_cleanup_meminfo()} (kernel-rules 2.8 A): moves blocks without RAM to the reserved list and cuts
 * the others to the bounds of RAM. {@link NodeJoin} is the second half.
 */
record CleanUp(UsableRam ram, BlockList reserved, Behaviour behaviour) {

    void run(BlockList meminfo) {
        List<Block> withRam = new ArrayList<>();
        for (Block block : meminfo.blocks()) {
            if (ram.overlaps(block.range())) {
                cut(block);
                withRam.add(block);
            } else {
                block.note(new BlockChange.MovedWithoutRam());
                reserved.appendUnchecked(block);
            }
        }
        meminfo.replaceWith(withRam);
    }

    private void cut(Block block) {
        if (behaviour.lowEnd() == LowEnd.CUT && Address.below(block.start(), ram.low())) {
            cut(block, ram.low(), block.end(), "the part below the first RAM is dropped");
        }
        if (Address.below(ram.high(), block.end())) {
            // numa_add_memblk_to() appends the tail, so a full list drops it. Complete blocks move without a capacity
            // check.
            if (reserved.hasSpace()) {
                Block tail = new Block(ram.high(), block.end(), block.node(), block.origin());
                tail.note(new BlockChange.TailAboveLastRam(block.range()));
                reserved.appendUnchecked(tail);
            }
            cut(block, block.start(), ram.high(), "the part above the end of RAM moved to the reserved list");
        }
    }

    private static void cut(Block block, long start, long end, String remainder) {
        AddressRange before = block.range();
        block.moveTo(start, end);
        block.note(new BlockChange.Cut(before, block.range(), remainder));
    }
}

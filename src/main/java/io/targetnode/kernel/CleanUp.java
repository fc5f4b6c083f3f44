package io.targetnode.kernel;

import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import io.targetnode.memory.UsableRam;
import java.util.ArrayList;
import java.util.List;

/** The first half of clean-up (kernel-rules 2.8 A): what has no RAM moves to the reserved list, the rest is cut to RAM. */
final class CleanUp {

    private final UsableRam ram;
    private final BlockList reserved;
    /** Where blocks are cut below. */
    private final long low;

    CleanUp(UsableRam ram, BlockList reserved, Behaviour behaviour) {
        this.ram = ram;
        this.reserved = reserved;
        this.low = behaviour.clampsBelowFirstRam() ? ram.low() : 0;
    }

    void run(BlockList meminfo) {
        List<Block> kept = new ArrayList<>();
        for (Block block : meminfo.blocks()) {
            if (ram.touches(block.start(), block.end())) {
                // There is RAM in it, so something is left of it however it is cut.
                cut(block);
                kept.add(block);
            } else {
                block.note(new BlockChange.MovedWithoutRam());
                reserved.take(block);
            }
        }
        meminfo.replaceWith(kept);
    }

    private void cut(Block block) {
        if (Address.below(block.start(), low)) {
            AddressRange before = block.range();
            block.moveTo(low, block.end());
            block.note(new BlockChange.CutBelowFirstRam(before, block.range()));
        }
        if (Address.below(ram.high(), block.end())) {
            AddressRange before = block.range();
            // The tail is appended by the common rules, so a full list drops it; only whole blocks are moved unchecked.
            if (reserved.hasRoom()) {
                Block tail = new Block(ram.high(), block.end(), block.node(), block.origin());
                tail.note(new BlockChange.TailAboveLastRam(before));
                reserved.take(tail);
            }
            block.moveTo(block.start(), ram.high());
            block.note(new BlockChange.CutAboveLastRam(before, block.range()));
        }
    }
}

package io.targetnode.kernel;

import io.targetnode.memory.AddressRange;

/** What became of a block on its way into a table. */
public sealed interface BlockChange {

    /** A sentence without full stop. */
    String describe();

    /**
     * Stretched so that a window is covered (kernel-rules 2.6, fill).
     *
     * @param windowEntry position of the window among all entries of the CEDT
     */
    record Stretched(int windowEntry, AddressRange before, AddressRange after) implements BlockChange {
        @Override
        public String describe() {
            return "stretched from %s to %s over the window of CEDT entry %d, which the SRAT describes in part"
                    .formatted(before.asKernelPrints(), after.asKernelPrints(), windowEntry);
        }
    }

    /** Moved to the reserved list as a whole (kernel-rules 2.8 A). */
    record MovedWithoutRam() implements BlockChange {
        @Override
        public String describe() {
            return "moved to the reserved list: no usable RAM in it";
        }
    }

    /** Cut at the first RAM; what lay below is forgotten (kernel-rules 2.8 A). */
    record CutBelowFirstRam(AddressRange before, AddressRange after) implements BlockChange {
        @Override
        public String describe() {
            return "cut from %s to %s: what lies below the first RAM is forgotten"
                    .formatted(before.asKernelPrints(), after.asKernelPrints());
        }
    }

    /** Cut at the end of RAM; what lay above is a block of its own in the reserved list (kernel-rules 2.8 A). */
    record CutAboveLastRam(AddressRange before, AddressRange after) implements BlockChange {
        @Override
        public String describe() {
            return "cut from %s to %s: what lies above the end of RAM went to the reserved list"
                    .formatted(before.asKernelPrints(), after.asKernelPrints());
        }
    }

    /** This block is what was cut off above the end of RAM (kernel-rules 2.8 A). */
    record TailAboveLastRam(AddressRange whole) implements BlockChange {
        @Override
        public String describe() {
            return "the part of %s above the end of RAM, moved to the reserved list".formatted(whole.asKernelPrints());
        }
    }

    /**
     * Joined with a block of the same node, holes in between swallowed (kernel-rules 2.8 B).
     *
     * @param absorbed the other block, which is gone
     */
    record Joined(AddressRange before, Memblk absorbed, AddressRange after) implements BlockChange {
        @Override
        public String describe() {
            return "joined with %s of the same node to %s, as no block of another node lies between"
                    .formatted(absorbed.range().asKernelPrints(), after.asKernelPrints());
        }
    }
}

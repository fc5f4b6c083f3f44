package io.targetnode.kernel;

import io.targetnode.memory.AddressRange;

/** One step in the history of a block. */
public sealed interface BlockChange {

    /** Describes the step in a sentence without a full stop. */
    String describe();

    /**
     * The block was extended over a window by {@code numa_fill_memblks()} (kernel-rules 2.6, fill).
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

    /** The complete block moved to the reserved list (kernel-rules 2.8 A). */
    record MovedWithoutRam() implements BlockChange {
        @Override
        public String describe() {
            return "moved to the reserved list: no usable RAM in it";
        }
    }

    /**
     * The block was cut to the bounds of RAM (kernel-rules 2.8 A).
     *
     * @param remainder what happened to the part that was cut off
     */
    record Cut(AddressRange before, AddressRange after, String remainder) implements BlockChange {
        @Override
        public String describe() {
            return "cut from %s to %s: %s".formatted(before.asKernelPrints(), after.asKernelPrints(), remainder);
        }
    }

    /** The block is the part that was cut off above the end of RAM (kernel-rules 2.8 A). */
    record TailAboveLastRam(AddressRange whole) implements BlockChange {
        @Override
        public String describe() {
            return "the part of %s above the end of RAM, moved to the reserved list".formatted(whole.asKernelPrints());
        }
    }

    /**
     * The block was merged with a block of the same node and covers the hole between them (kernel-rules 2.8 B).
     *
     * @param absorbed the other block, which left the list
     */
    record Joined(AddressRange before, Memblk absorbed, AddressRange after) implements BlockChange {
        @Override
        public String describe() {
            return "merged with %s of the same node into %s, because no block of another node lies between them"
                    .formatted(absorbed.range().asKernelPrints(), after.asKernelPrints());
        }
    }
}

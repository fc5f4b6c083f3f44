package io.targetnode.kernel;

import io.targetnode.acpi.Cedt;
import io.targetnode.kernel.Behaviour.WindowRule;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * {@code numa_fill_memblks()}: stretches the blocks that overlap a window until they cover it (kernel-rules 2.6, and 5.2 for
 * {@link WindowRule#FILL_BUG}).
 *
 * <p>The kernel sorts the overlapping blocks of every window. Here the blocks are sorted once, because stretching keeps their
 * order. Only where the order depends on the kernel's sort does {@link KernelSort} run: with two blocks of the same start, and
 * with the faulty comparison.
 */
final class WindowFill {

    private static final Comparator<Block> BY_START = (a, b) -> Long.compareUnsigned(a.start(), b.start());

    private final BlockList meminfo;
    private final Behaviour behaviour;
    /** The blocks of meminfo, ascending. */
    private final List<Block> byStart;

    WindowFill(BlockList meminfo, Behaviour behaviour) {
        this.meminfo = meminfo;
        this.behaviour = behaviour;
        this.byStart = new ArrayList<>(meminfo.blocks());
        byStart.sort(BY_START);
    }

    /** Adds a block that meminfo has received. */
    void add(Block block) {
        byStart.add(block);
        byStart.sort(BY_START);
    }

    /** Stretches the blocks that overlap the window until they cover it; false if no block overlaps it. */
    boolean stretchOver(Cedt.Window window) {
        long base = window.base();
        long end = base + window.sizeBytes();
        boolean faulty = behaviour.windowRule() == WindowRule.FILL_BUG;
        List<Block> overlapping = faulty ? touching(base, end) : overlapping(base, end);
        if (overlapping.isEmpty()) {
            return false;
        }
        boolean tied = !faulty && hasTies(overlapping);
        if (tied) {
            overlapping = sorted(block -> block.overlaps(base, end));
        }
        Block first = overlapping.get(0);
        Block last = overlapping.get(overlapping.size() - 1);
        long start = Address.min(first.start(), base);
        stretch(window, first, start, first == last ? Address.max(first.end(), end) : first.end());
        stretch(window, last, last.start(), Address.max(last.end(), end));
        closeGaps(window, overlapping);
        if (tied) {
            byStart.sort(BY_START);
        }
        return true;
    }

    /** A gap goes to the later block (kernel-rules 7, surprise 6). */
    private static void closeGaps(Cedt.Window window, List<Block> overlapping) {
        long covered = overlapping.get(0).end();
        for (Block block : overlapping) {
            if (Address.below(covered, block.start())) {
                stretch(window, block, covered, block.end());
                covered = block.end();
            } else {
                covered = Address.max(covered, block.end());
            }
        }
    }

    private List<Block> overlapping(long base, long end) {
        List<Block> overlapping = new ArrayList<>();
        for (Block block : byStart) {
            if (!Address.below(block.start(), end)) {
                break;
            }
            if (block.overlaps(base, end)) {
                overlapping.add(block);
            }
        }
        return overlapping;
    }

    /** With the faulty test, a block that begins at the end of the window overlaps it, and the end may have wrapped. */
    private List<Block> touching(long base, long end) {
        return sorted(block -> Address.below(base, block.end()) && !Address.below(end, block.start()));
    }

    private List<Block> sorted(Predicate<Block> selection) {
        List<Block> selected = meminfo.blocks().stream().filter(selection).toList();
        return selected.isEmpty() ? selected : KernelSort.sort(selected, behaviour.windowRule(), behaviour.sort());
    }

    private static boolean hasTies(List<Block> ascending) {
        for (int i = 1; i < ascending.size(); i++) {
            if (ascending.get(i - 1).start() == ascending.get(i).start()) {
                return true;
            }
        }
        return false;
    }

    private static void stretch(Cedt.Window window, Block block, long start, long end) {
        if (start == block.start() && end == block.end()) {
            return;
        }
        AddressRange before = block.range();
        block.moveTo(start, end);
        block.note(new BlockChange.Stretched(window.index(), before, block.range()));
    }
}

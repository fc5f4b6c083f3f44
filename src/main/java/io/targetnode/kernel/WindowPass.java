package io.targetnode.kernel;

import io.targetnode.acpi.Cedt;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The kernel's pass over the windows of the CEDT, {@code acpi_parse_cfmws()} (kernel-rules 2.6). {@code numa_fill_memblks()}
 * stretches the SRAT ranges that overlap a window over it; a window without such ranges gets a node of its own.
 *
 * <p>The kernel sorts the overlapping blocks of every window. Here the blocks are sorted once, because stretching keeps their
 * order. If two of them have the same start, their order depends on the kernel's sort, which {@link KernelSort} then runs. The
 * cost is windows x overlapping blocks, both bounded ({@link Cedt#MAX_WINDOWS}, twice MAX_NUMNODES).
 */
final class WindowPass {

    private static final Comparator<Block> BY_START = (a, b) -> Long.compareUnsigned(a.start(), b.start());

    private final NodeNumbering numbering;
    private final BlockList meminfo;
    private final BlockList windowList;
    private final Set<Integer> parsed;
    /** The blocks of meminfo, ascending. */
    private final List<Block> byStart;

    /** @param windowList the list that receives windows with a node of their own; may be meminfo */
    WindowPass(NodeNumbering numbering, BlockList meminfo, BlockList windowList, Set<Integer> parsed) {
        this.numbering = numbering;
        this.meminfo = meminfo;
        this.windowList = windowList;
        this.parsed = parsed;
        this.byStart = new ArrayList<>(meminfo.blocks());
        byStart.sort(BY_START);
    }

    void run(List<Cedt.Window> windows) {
        int domain = numbering.firstUnusedDomain();
        for (Cedt.Window window : windows) {
            if (stretchOver(window)) {
                continue;
            }
            OptionalInt node = numbering.number(domain);
            if (node.isEmpty()) {
                // The kernel ends the pass: later windows do not stretch blocks either.
                return;
            }
            addWindow(window, domain, node.getAsInt());
            domain++;
        }
    }

    /** The node counts as used even if the window is empty or wraps, or if the list is full and the kernel only warns. */
    private void addWindow(Cedt.Window window, int domain, int node) {
        long end = window.base() + window.sizeBytes();
        BlockList.Appended appended = windowList.append(
                window.base(),
                end,
                node,
                () -> new Origin.CedtWindow(
                        window.index(), window.offset(), domain, new AddressRange(window.base(), end - 1)));
        if (appended == BlockList.Appended.YES && windowList == meminfo) {
            byStart.add(meminfo.blocks().get(meminfo.blocks().size() - 1));
            byStart.sort(BY_START);
        }
        parsed.add(node);
    }

    /** Stretches the blocks that overlap the window until they cover it; false if no block overlaps it. */
    private boolean stretchOver(Cedt.Window window) {
        long base = window.base();
        long end = base + window.sizeBytes();
        List<Block> overlapping = overlapping(base, end);
        if (overlapping.isEmpty()) {
            return false;
        }
        boolean tied = hasTies(overlapping);
        if (tied) {
            overlapping = KernelSort.byStart(meminfo.blocks().stream()
                    .filter(block -> block.overlaps(base, end))
                    .toList());
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

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
 * The kernel's pass over the windows of the CEDT (kernel-rules 2.6): SRAT ranges that touch a window are stretched over
 * it; a window that none touches gets a node of its own.
 *
 * <p>The kernel sorts the touching blocks of every window. Here the blocks are sorted once: stretching keeps their order.
 * Only where two of them have the same start does the kernel's own sort decide, and is run. Cost: the touching blocks of
 * each window, both bounded ({@link Cedt#MAX_WINDOWS}, twice MAX_NUMNODES).
 */
final class WindowPass {

    private static final Comparator<Block> BY_START = (a, b) -> Long.compareUnsigned(a.start(), b.start());

    private final NodeNumbering numbering;
    private final BlockList meminfo;
    private final BlockList newNodes;
    private final Set<Integer> parsed;
    /** What is in meminfo, ascending. */
    private final List<Block> byStart;

    /** @param newNodes the list that windows with a node of their own go to; may be meminfo */
    WindowPass(NodeNumbering numbering, BlockList meminfo, BlockList newNodes, Set<Integer> parsed) {
        this.numbering = numbering;
        this.meminfo = meminfo;
        this.newNodes = newNodes;
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
                // The whole pass ends: later windows are not even filled.
                return;
            }
            addWindow(window, domain, node.getAsInt());
            domain++;
        }
    }

    /** An empty or wrapped window adds no block, and a full list only warns: the number is used up all the same. */
    private void addWindow(Cedt.Window window, int domain, int node) {
        long end = window.base() + window.sizeBytes();
        BlockList.Appended appended = newNodes.append(
                window.base(),
                end,
                node,
                () -> new Origin.CedtWindow(
                        window.index(), window.offset(), domain, new AddressRange(window.base(), end - 1)));
        if (appended == BlockList.Appended.YES && newNodes == meminfo) {
            byStart.add(meminfo.blocks().get(meminfo.blocks().size() - 1));
            byStart.sort(BY_START);
        }
        parsed.add(node);
    }

    /** Whether any block touches the window; then they are stretched so that no hole is left in it. */
    private boolean stretchOver(Cedt.Window window) {
        long base = window.base();
        long end = base + window.sizeBytes();
        List<Block> touching = touching(base, end);
        if (touching.isEmpty()) {
            return false;
        }
        boolean tied = hasTies(touching);
        if (tied) {
            touching = KernelSort.byStart(meminfo.blocks().stream()
                    .filter(block -> block.overlaps(base, end))
                    .toList());
        }
        Block first = touching.get(0);
        Block last = touching.get(touching.size() - 1);
        long start = Address.min(first.start(), base);
        stretch(window, first, start, first == last ? Address.max(first.end(), end) : first.end());
        stretch(window, last, last.start(), Address.max(last.end(), end));
        closeGaps(window, touching);
        if (tied) {
            byStart.sort(BY_START);
        }
        return true;
    }

    /** A gap goes to the later block (kernel-rules 7, surprise 6). */
    private static void closeGaps(Cedt.Window window, List<Block> touching) {
        long covered = touching.get(0).end();
        for (Block block : touching) {
            if (Address.below(covered, block.start())) {
                stretch(window, block, covered, block.end());
                covered = block.end();
            } else {
                covered = Address.max(covered, block.end());
            }
        }
    }

    private List<Block> touching(long base, long end) {
        List<Block> touching = new ArrayList<>();
        for (Block block : byStart) {
            if (!Address.below(block.start(), end)) {
                break;
            }
            if (block.overlaps(base, end)) {
                touching.add(block);
            }
        }
        return touching;
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

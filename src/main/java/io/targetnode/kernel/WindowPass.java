package io.targetnode.kernel;

import io.targetnode.acpi.Cedt;
import io.targetnode.memory.Address;
import io.targetnode.memory.AddressRange;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The kernel's pass over the windows of the CEDT (kernel-rules 2.6): SRAT ranges that touch a window are stretched over
 * it; a window that none touches gets a node of its own.
 *
 * <p>Cost: windows x blocks for finding the touching ones; both are bounded ({@link Cedt#MAX_WINDOWS}, twice
 * MAX_NUMNODES).
 */
final class WindowPass {

    private final NodeNumbering numbering;
    private final BlockList meminfo;
    private final BlockList newNodes;
    private final Set<Integer> parsed;

    /** @param newNodes the list that windows with a node of their own go to; may be meminfo */
    WindowPass(NodeNumbering numbering, BlockList meminfo, BlockList newNodes, Set<Integer> parsed) {
        this.numbering = numbering;
        this.meminfo = meminfo;
        this.newNodes = newNodes;
        this.parsed = parsed;
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
        newNodes.append(
                window.base(),
                end,
                node,
                () -> new Origin.CedtWindow(
                        window.index(), window.offset(), domain, new AddressRange(window.base(), end - 1)));
        parsed.add(node);
    }

    /** Whether any block touches the window; then they are stretched so that no hole is left in it. */
    private boolean stretchOver(Cedt.Window window) {
        long base = window.base();
        long end = base + window.sizeBytes();
        List<Block> touching = new ArrayList<>();
        for (Block block : meminfo.blocks()) {
            if (block.overlaps(base, end)) {
                touching.add(block);
            }
        }
        if (touching.isEmpty()) {
            return false;
        }
        Block[] byStart = KernelSort.byStart(touching);
        stretch(window, byStart[0], Address.min(byStart[0].start(), base), byStart[0].end());
        Block last = byStart[byStart.length - 1];
        stretch(window, last, last.start(), Address.max(last.end(), end));
        long covered = byStart[0].end();
        for (int i = 1; i < byStart.length; i++) {
            Block block = byStart[i];
            if (Address.below(covered, block.start())) {
                // The gap goes to the later block (kernel-rules 7, surprise 6).
                stretch(window, block, covered, block.end());
                covered = block.end();
            } else {
                covered = Address.max(covered, block.end());
            }
        }
        return true;
    }

    private static void stretch(Cedt.Window window, Block block, long start, long end) {
        if (start == block.start() && end == block.end()) {
            return;
        }
        AddressRange before = block.range();
        block.moveTo(start, end);
        block.note(new Change.Stretched(window.index(), before, block.range()));
    }
}

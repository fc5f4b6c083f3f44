package io.targetnode.kernel;

import io.targetnode.acpi.Cedt;
import io.targetnode.kernel.Behaviour.WindowNodes;
import io.targetnode.kernel.Behaviour.WindowRule;
import io.targetnode.memory.AddressRange;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The kernel's pass over the windows of the CEDT, {@code acpi_parse_cfmws()} (kernel-rules 2.6, 5.2): a window that the SRAT
 * describes gets no node of its own, any other window gets one. The cost is windows x blocks, both bounded ({@link
 * Cedt#MAX_WINDOWS}, twice MAX_NUMNODES).
 */
final class WindowPass {

    private final Behaviour behaviour;
    private final NodeNumbering numbering;
    private final BlockList meminfo;
    private final BlockList windowList;
    private final Set<Integer> parsed;
    private final WindowFill fill;

    /** @param windowList the list that receives windows with a node of their own; may be meminfo */
    WindowPass(
            Behaviour behaviour,
            NodeNumbering numbering,
            BlockList meminfo,
            BlockList windowList,
            Set<Integer> parsed) {
        this.behaviour = behaviour;
        this.numbering = numbering;
        this.meminfo = meminfo;
        this.windowList = windowList;
        this.parsed = parsed;
        this.fill = new WindowFill(meminfo, behaviour);
    }

    void run(List<Cedt.Window> windows) {
        int domain = numbering.firstWindowDomain(behaviour.domainScan());
        for (Cedt.Window window : windows) {
            if (isDescribed(window)) {
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

    private boolean isDescribed(Cedt.Window window) {
        return behaviour.windowRule() == WindowRule.START_TEST
                ? meminfo.blocks().stream().anyMatch(block -> block.contains(window.base()))
                : fill.stretchOver(window);
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
            fill.add(meminfo.blocks().get(meminfo.blocks().size() - 1));
        }
        if (behaviour.windowNodes() == WindowNodes.POSSIBLE) {
            parsed.add(node);
        }
    }
}

package io.targetnode.kernel;

import io.targetnode.memory.UsableRam;

/**
 * Everything that a boot depends on besides the kernel's behaviour.
 *
 * @param ram usable RAM, normalised
 * @param memory the description of the nodes: firmware tables, or ranges with given nodes
 * @param numa the {@code numa=} option of the command line
 * @param maxNodes MAX_NUMNODES of the kernel's configuration, 2 to 1,024; both lists hold twice as many blocks
 * @param platform the architecture and the page size
 */
public record BootInputs(UsableRam ram, NodeDescription memory, NumaOption numa, int maxNodes, Platform platform) {

    /** MAX_NUMNODES as distributions build x86-64 (NODES_SHIFT = 10). */
    public static final int DEFAULT_MAX_NODES = 1024;

    /** The inputs of an x86-64 machine. */
    public BootInputs(UsableRam ram, NodeDescription memory, NumaOption numa, int maxNodes) {
        this(ram, memory, numa, maxNodes, Platform.X86_64);
    }

    /** @throws NotModelledException if no kernel can have this MAX_NUMNODES, or a described node exceeds it */
    public BootInputs {
        if (maxNodes < 2 || maxNodes > DEFAULT_MAX_NODES || Integer.bitCount(maxNodes) != 1) {
            throw new NotModelledException(
                    "maxNodes %d: MAX_NUMNODES of a NUMA kernel is a power of two from 2 to 1024".formatted(maxNodes));
        }
        if (memory instanceof NodeDescription.Described described) {
            described.ranges().forEach(range -> requireNode(range, maxNodes));
        }
    }

    private static void requireNode(NodeDescription.DescribedRange range, int maxNodes) {
        if (range.node() < 0 || range.node() >= maxNodes) {
            throw new NotModelledException("described range %d: node %d; nodes are 0 to %d with maxNodes %d"
                    .formatted(range.index(), range.node(), maxNodes - 1, maxNodes));
        }
    }

    /** Whether the command line disables the SRAT; only x86-64 has {@code numa=noacpi}. */
    boolean sratIsDisabled() {
        return numa == NumaOption.NO_ACPI && platform.architecture() == Architecture.X86_64;
    }

    /** Number of entries and ranges; the time and memory of a replay grow with it. */
    public int size() {
        return ram.count() + memory.size();
    }
}

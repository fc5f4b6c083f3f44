package io.targetnode.kernel;

import io.targetnode.memory.Address;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The lines that the kernel prints about entries, joins, overlaps and nodes, worded as in captured boot logs, without time
 * stamps.
 *
 * <p>The kernel may warn of every pair of ranges of a configuration that it rejects, so the number of stored lines is limited.
 * The lines beyond the limit are counted.
 */
final class KernelLog {

    private final int capacity;
    private final List<String> lines = new ArrayList<>();
    private long omitted;

    /** @param capacity the largest number of stored lines */
    KernelLog(int capacity) {
        this.capacity = capacity;
    }

    /** @param apicIdDigits 2 for an APIC entry, 4 for an x2APIC entry */
    void processor(int proximityDomain, int apicId, int apicIdDigits, int node) {
        add(() -> "SRAT: PXM " + Integer.toUnsignedString(proximityDomain) + " -> APIC "
                + Address.print(apicId, apicIdDigits) + " -> Node " + node);
    }

    /** Prints [start, end), even if it is empty or wraps around 2^64. */
    void sratMemory(int node, int proximityDomain, long start, long end, boolean hotPluggable, boolean nonVolatile) {
        add(() -> "ACPI: SRAT: Node " + node + " PXM " + proximityDomain + " " + Address.printRange(start, end - 1, 8)
                + (hotPluggable ? " hotplug" : "") + (nonVolatile ? " non-volatile" : ""));
    }

    void overlapsWithItself(Block block, Block other) {
        add(() -> "Warning: node " + block.node() + " " + mem(block) + " overlaps with itself " + mem(other));
    }

    /** Adds the reason why a configuration is rejected, and returns it. */
    String overlaps(Block block, Block other) {
        String line =
                "node " + block.node() + " " + mem(block) + " overlaps with node " + other.node() + " " + mem(other);
        add(() -> line);
        return line;
    }

    /** @param before the block before the join, as {@link #mem(Block)} prints it */
    void joined(String before, Block absorbed, Block after) {
        add(() -> "NUMA: Node " + after.node() + " " + before + " + " + mem(absorbed) + " -> " + mem(after));
    }

    /** {@code memblock_validate_numa_coverage()}. */
    void uncovered(long uncoveredBytes, long ramBytes) {
        add(() -> "NUMA: no nodes coverage for " + (uncoveredBytes >>> 20) + "MB of " + (ramBytes >>> 20) + "MB RAM");
    }

    /** Only x86 prints a line if it rejects the configuration. */
    void fakedNode(Architecture architecture, boolean numaOff, long low, long high) {
        String range = Address.printRange(low, high - 1, 16);
        if (architecture == Architecture.X86_64) {
            add(() -> numaOff ? "NUMA turned off" : "No NUMA configuration found");
            add(() -> "Faking a node at " + range);
            return;
        }
        if (numaOff) {
            add(() -> "NUMA: NUMA disabled");
        }
        add(() -> "NUMA: Faking a node at " + range);
    }

    void add(Supplier<String> line) {
        if (lines.size() < capacity) {
            lines.add(line.get());
        } else {
            omitted++;
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    /** Number of lines that were not stored. */
    long omitted() {
        return omitted;
    }

    static String mem(Block block) {
        return block.range().asKernelPrints();
    }
}
